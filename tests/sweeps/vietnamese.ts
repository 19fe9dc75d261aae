import type { Page } from 'playwright-core'

/** Everyday words that no name of a person or place is made of: where they stand, a sentence was not put into English. */
const WORDS =
  'và|của|không|được|là|các|với|những|này|đã|sẽ|chưa|phải|tại|bằng|hoặc|nếu|để|từ|đến|hồ sơ|thủ tục|nộp|giấy tờ|kết quả|cơ quan|công dân|người|đăng ký|đăng nhập|tài khoản|mật khẩu|tìm|gửi|tải|lĩnh vực|phí|lệ phí|thời hạn|bước|tiếp tục|quay lại'

/** Vietnamese sentences of an English page that stand outside what is marked lang="vi". */
export const vietnameseOutside = (page: Page): Promise<string[]> =>
  page.evaluate((words) => {
    const pattern = new RegExp(`(?<![\\p{L}])(${words})(?![\\p{L}])`, 'iu')
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = (node.textContent ?? '').normalize('NFC').trim()
      const parent = node.parentElement
      if (!text || !parent || parent.closest('[lang="vi"], script, style')) continue
      if (pattern.test(text)) found.push(`in Vietnamese, not marked: «${text.slice(0, 90)}» in <${parent.tagName.toLowerCase()} class="${parent.className}">`)
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]')) {
      if (element.closest('[lang="vi"]')) continue
      for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
        const text = (element.getAttribute(name) ?? '').normalize('NFC')
        if (pattern.test(text)) found.push(`in Vietnamese, not marked: ${name}=«${text.slice(0, 90)}»`)
      }
    }
    return found
  }, WORDS)
