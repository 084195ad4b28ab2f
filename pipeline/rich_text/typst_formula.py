"""The constant typst function that sets a formula's tree; it takes data and gives content."""

from __future__ import annotations

# Loops instead of `map`: one call for each level of the tree, for typst gives up at eighty calls. Words and signs
# become content one by one: added to each other first, they would be one word. What is framed, raised or measured is
# a formula of its own, whose alternative text is empty because the formula around it says it all.
FORMULA = r"""
#let formula-looks = (
  "bold": math.bold, "italic": math.italic, "upright": math.upright, "cal": math.cal, "frak": math.frak,
  "bb": math.bb, "sans": math.sans, "mono": math.mono, "underline": math.underline,
  "strike": math.cancel.with(angle: 90deg),
)
#let formula-styles = (
  "display": math.display, "inline": math.inline, "script": math.script, "sscript": math.sscript,
)
#let formula-lines = (
  "overline": math.overline, "overbrace": math.overbrace, "overbracket": math.overbracket,
  "overparen": math.overparen, "overshell": math.overshell, "underline": math.underline,
  "underbrace": math.underbrace, "underbracket": math.underbracket, "underparen": math.underparen,
  "undershell": math.undershell,
)
#let formula-places = ("auto": it => it, "limits": math.limits, "scripts": math.scripts)
#let formula-strokes = (
  "up": (:), "down": (inverted: true), "cross": (cross: true), "through": (angle: 90deg),
)
#let formula-alone(it) = math.equation(alt: " ", it)
#let formula-rules(places) = if "across" in places or "down" in places {
  (hline: places.at("across", default: ()), vline: places.at("down", default: ()), stroke: 0.05em)
}

#let formula(tree) = {
  let kind = tree.first()
  let last = tree.last()
  if kind == "text" { [#last] }
  else if kind == "sym" { [#symbol(last)] }
  else if kind == "primes" { math.primes(last) }
  else if kind == "space" { h(last * 1em) }
  else if kind == "align" { $&$.body }
  else if kind == "stretch" { math.stretch([#symbol(last)]) }
  else if kind == "mat" {
    let lines = ()
    for line in tree.at(1) {
      let cells = ()
      for cell in line { cells.push(formula(cell)) }
      lines.push(cells)
    }
    let gaps = (column-gap: last.columns * 1em, row-gap: last.rows * 1em)
    math.mat(delim: none, augment: formula-rules(last), ..gaps, ..lines)
  } else if kind == "attach" {
    let places = (:)
    for (place, script) in tree.at(2) { places.insert(place, formula(script)) }
    math.attach((formula-places.at(last))(formula(tree.at(1))), ..places)
  } else {
    let parts = ()
    for part in tree.slice(1) { parts.push(if type(part) == array { formula(part) } else { part }) }
    let inside = parts.at(-1, default: [])
    if kind == "class" { math.class(parts.first(), inside) }
    else if kind == "styled" { (formula-looks.at(parts.first()))(inside) }
    else if kind == "style" { (formula-styles.at(parts.first()))(inside) }
    else if kind == "line" { (formula-lines.at(parts.first()))(inside) }
    else if kind == "colour" { text(fill: rgb(parts.first()), inside) }
    else if kind == "op" { math.op(inside) }
    else if kind == "frac" { math.frac(..parts) }
    else if kind == "binom" { math.binom(..parts) }
    else if kind == "stack" { math.mat(delim: none, row-gap: 0.3em, ..parts.map(part => (part,))) }
    else if kind == "root" { math.root(..parts) }
    else if kind == "lr" { math.lr(parts.join()) }
    else if kind == "mid" { math.mid(inside) }
    else if kind == "big" { math.lr(size: parts.first() * 1em, inside) }
    else if kind == "accent" { math.accent(parts.first(), inside) }
    else if kind == "span" {
      let arrow = context math.stretch([#symbol(parts.at(1))], size: measure(formula-alone(inside)).width)
      math.attach(math.limits(inside), ..((parts.first()): arrow))
    } else if kind == "cancel" { math.cancel(parts.first(), ..formula-strokes.at(inside)) }
    else if kind == "box" {
      set text(top-edge: "bounds", bottom-edge: "bounds")
      box(stroke: 0.05em, inset: (x: 0.25em), outset: (y: 0.25em), formula-alone(inside))
    } else if kind == "raise" { box(baseline: parts.first() * -1em, formula-alone(inside)) }
    else if kind == "phantom" {
      let hidden = parts.first()
      if inside != "width" { hide(hidden) }
      if inside != "both" {
        context h(measure(formula-alone(hidden)).width * if inside == "width" { 1 } else { -1 })
      }
    } else { parts.join() }
  }
}
"""
