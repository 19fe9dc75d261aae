import { describe, expect, it } from 'vitest'
import { actsNow } from './acts-now.ts'

const ok = () => ({ ok: true as const })
const acts = (tasks: { taskId: string; work: string; name: string }[], asks: { asksEntries?: boolean; asksIdentityNumber?: boolean } = {}) =>
  actsNow({ code: 'H92.1', status: 4, delivery: 'none', tasks: tasks.map((task) => ({ ...task, duty: 'specialist' })), mayMove: ok, allowed: ok, allowedStep: ok, asksEntries: false, asksIdentityNumber: false, ...asks }).filter(({ taskId }) => taskId)

describe('acts of the open steps', () => {
  it('are called by what is done', () => {
    expect(acts([{ taskId: '1', work: 'sign', name: 'Ký giấy phép' }]).map(({ text, shortcut }) => [text, shortcut])).toEqual([['Ký duyệt hoặc trả lại', 'k']])
  })
  it.each([
    [{}, 'Lập dự thảo kết quả', true],
    [{ asksIdentityNumber: true }, 'Lấy số định danh và lập dự thảo', true],
    [{ asksEntries: true, asksIdentityNumber: true }, 'Ghi kết quả và lập dự thảo', false],
  ])('a draft with %j is «%s»', (asks, text, direct) => {
    expect(acts([{ taskId: '1', work: 'draft', name: 'Dự thảo' }], asks)).toMatchObject([{ text, direct, shortcut: 'l' }])
  })
  it('carry the names of steps that are open side by side, and only the first has the key', () => {
    const side = [
      { taskId: '1', work: 'appraise', name: 'Thẩm định bản vẽ' },
      { taskId: '2', work: 'site-check', name: 'Kiểm tra thực địa' },
      { taskId: '3', work: 'sign', name: 'Ký' },
    ]
    expect(acts(side).map(({ text, shortcut }) => [text, shortcut])).toEqual([
      ['Hồ sơ hợp lệ, chuyển bước sau: Thẩm định bản vẽ', 'h'],
      ['Hồ sơ hợp lệ, chuyển bước sau: Kiểm tra thực địa', ''],
      ['Ký duyệt hoặc trả lại', 'k'],
    ])
  })
})
