REM Opens each file of a list, types into it if it is told what, and saves it as another kind; all in one start.
REM A line of jobs.txt: file, file to be written, name of the filter, its options, what to do, lines to be typed.

REM By how many per cent words are lowered: what the menu does, or what older versions did.
Dim lowering As Integer

Sub Main(folder As String)
  Dim tasks As Variant
  Dim at As Integer
  On Error Goto Trouble
  tasks = Lines(folder & "/jobs.txt")
  For at = 0 To UBound(tasks)
    Work(Split(tasks(at), Chr(9)))
  Next at
  StarDesktop.terminate()
  Exit Sub
Trouble:
  Dim number As Integer
  number = FreeFile
  Open folder & "/trouble.txt" For Output As #number
  Print #number, tasks(at) & ": " & Error$
  Close #number
  StarDesktop.terminate()
End Sub

Function Lines(path As String) As Variant
  Dim files As Object
  Dim letters As Object
  Dim found(9999) As String
  Dim many As Integer
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  letters = createUnoService("com.sun.star.io.TextInputStream")
  letters.setInputStream(files.openFileRead(ConvertToURL(path)))
  letters.setEncoding("UTF-8")
  many = 0
  Do While Not letters.isEOF()
    found(many) = letters.readLine()
    many = many + 1
  Loop
  letters.closeInput()
  ReDim Preserve found(many - 1)
  Lines = found
End Function

Sub Work(task)
  Dim paper As Object
  Dim shown(0) As New com.sun.star.beans.PropertyValue
  Dim kind(1) As New com.sun.star.beans.PropertyValue
  shown(0).Name = "Hidden"
  shown(0).Value = True
  paper = StarDesktop.loadComponentFromURL(ConvertToURL(task(0)), "_blank", 0, shown())
  If task(4) = "cells" Or task(4) = "sorted" Then
    TypeIntoCells(paper.Sheets.getByIndex(0), Lines(task(5)))
  ElseIf task(4) <> "" Then
    TypeIntoText(paper, task(4), Lines(task(5)))
  End If
  If task(4) = "sorted" Then SortRows(paper.Sheets.getByIndex(0))
  kind(0).Name = "FilterName"
  kind(0).Value = task(2)
  kind(1).Name = "FilterOptions"
  kind(1).Value = task(3)
  paper.storeToURL(ConvertToURL(task(1)), kind())
  paper.close(True)
End Sub

REM The places are looked up first and filled from the last to the first: typing disposes of what stands behind.
Sub TypeIntoText(paper, manner, answers)
  Dim places(999) As Object
  Dim many As Integer
  Dim at As Integer
  Dim all As Object
  Dim one As Object
  Dim before As Object
  all = paper.Text.createEnumeration()
  many = 0
  Do While all.hasMoreElements()
    one = all.nextElement()
    If one.supportsService("com.sun.star.text.Paragraph") Then
      If Left(one.String, 3) = "LH:" Then
        If manner = "behind the question" Then places(many) = before.End Else places(many) = one.End
        many = many + 1
      End If
      before = one
    End If
  Loop
  If manner = "lowered by a third" Then lowering = -33 Else lowering = -8
  paper.RecordChanges = (manner = "recorded")
  For at = many - 1 To 0 Step -1
    TypeAt(paper.Text, paper.Text.createTextCursorByRange(places(at)), answers(at))
  Next at
End Sub

REM An answer: pieces parted by U+2063, each a letter for its look and its words; a link's address behind U+2064.
Sub TypeAt(page, cursor, answer)
  Dim pieces As Variant
  Dim at As Integer
  Dim words As String
  pieces = Split(answer, Chr(8291))
  For at = 0 To UBound(pieces)
    words = Mid(pieces(at), 2)
    cursor.collapseToEnd()
    cursor.setAllPropertiesToDefault()
    Select Case Left(pieces(at), 1)
    Case "p"
      page.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
    Case "n"
      page.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.LINE_BREAK, False)
    Case "k"
      page.insertString(cursor, Split(words, Chr(8292))(0), True)
      cursor.HyperLinkURL = Split(words, Chr(8292))(1)
    Case Else
      page.insertString(cursor, words, True)
      Select Case Left(pieces(at), 1)
      Case "b"
        cursor.CharWeight = 150
      Case "i"
        cursor.CharPosture = 2
      Case "u"
        cursor.CharUnderline = 1
      Case "s"
        cursor.CharStrikeout = 1
      Case "r"
        cursor.CharColor = RGB(192, 0, 0)
      Case "-"
        cursor.CharEscapement = lowering
        cursor.CharEscapementHeight = 58
      Case "+"
        cursor.CharEscapement = 33
        cursor.CharEscapementHeight = 58
      End Select
    End Select
  Next at
End Sub

Sub TypeIntoCells(sheet, answers)
  Dim at As Integer
  For at = 0 To UBound(answers)
    sheet.getCellByPosition(4, at + 1).String = Join(Split(answers(at), Chr(8291)), Chr(10))
  Next at
End Sub

Sub SortRows(sheet)
  Dim cursor As Object
  Dim column(0) As New com.sun.star.table.TableSortField
  Dim how(1) As New com.sun.star.beans.PropertyValue
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(True)
  column(0).Field = 2
  column(0).IsAscending = False
  how(0).Name = "SortFields"
  how(0).Value = column()
  how(1).Name = "ContainsHeader"
  how(1).Value = True
  sheet.getCellRangeByPosition(0, 0, 4, cursor.RangeAddress.EndRow).sort(how())
End Sub
