import { describe, expect, it } from 'vitest'
import { safeFileName, shownFileName } from './file-name.ts'

describe('safe file names', () => {
  const cases: [string, string, string][] = [
    ['Giấy chứng sinh.pdf', 'application/pdf', 'Giấy chứng sinh.pdf'],
    ['../../etc/passwd', 'application/pdf', 'passwd.pdf'],
    ['C:\\Users\\An\\ảnh 1.PNG', 'image/png', 'ảnh 1.png'],
    ['giay.pdf.html', 'application/pdf', 'giay.pdf.pdf'],
    ['anh.html', 'image/jpeg', 'anh.jpg'],
    ['IMG_0042.HEIC', 'image/heic', 'IMG_0042.heic'],
    ['IMG_0042.jpg', 'image/heif', 'IMG_0042.heif'],
    ['a\u202Efdp.exe', 'application/pdf', 'a fdp.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'application/pdf', 'a Set-Cookie x.pdf'],
    ['<script>alert(1)</script>.pdf', 'application/pdf', 'script.pdf'],
    ['', 'image/png', 'tep.png'],
    ['...', 'image/png', 'tep.png'],
    ['.pdf', 'application/pdf', 'tep.pdf'],
    [`${'ế'.repeat(400)}.jpg`, 'image/jpeg', `${'ế'.repeat(150)}.jpg`],
    ['Nguye\u0302\u0303n.jpeg', 'image/jpeg', 'Nguyễn.jpg'],
  ]
  it.each(cases)('%j of %s is kept as %j', (raw, type, expected) => {
    expect(safeFileName(raw, type)).toBe(expected)
  })

  it('shows the name as the sender knows it, but harmless', () => {
    expect(shownFileName('/tmp/x/giay chung sinh.docx')).toBe('giay chung sinh.docx')
    expect(shownFileName('a\u202Eb')).toBe('a b')
    expect(shownFileName('')).toBe('tệp')
  })
})
