import { describe, expect, it } from 'vitest'
import { layOut } from './mail-body.tsx'
import { type TemplateName, type TemplateParams, writeNotice } from './templates.ts'

const facts = {
  code: 'H92.24-261122-0001',
  procedure: 'Đăng ký khai sinh',
  office: 'Trung tâm Phục vụ hành chính công phường Ninh Kiều',
  url: '/ho-so/H92.24-261122-0001',
}
const at = new Date('2026-11-26T17:00:00+07:00')
const reason = 'Số 092190000001 của mẹ không khớp với <b>sổ hộ tịch</b>; xin mang giấy tờ gốc.'
const invitation = { inviter: 'Trần Thị Mai', procedure: 'Đăng ký kết hôn', url: '/loi-moi/abc' }
const person = 'Nguyễn Văn Hùng'
const booking = { service: 'Hộ tịch, cư trú', office: 'Trung tâm Phục vụ hành chính công phường Ninh Kiều', day: '26/11/2026', time: '09:30', code: 'ABCD2345', url: '/lich-hen' }
const all: TemplateParams = {
  submitted: { ...facts, acceptBy: at },
  'part-begun': { ...facts, whole: 'H92.24-261122-0009' },
  'supplement-requested': { ...facts, count: 2, by: at },
  supplemented: facts,
  accepted: { ...facts, dueAt: at },
  refused: { ...facts, reason },
  'draft-to-confirm': { ...facts, by: at, silenceAgrees: true },
  'result-ready': { ...facts, how: 'counter' },
  'result-waiting': facts,
  returned: { ...facts, how: 'post', rateUrl: 'https://dvc.example.vn/danh-gia/ho-so/abc' },
  'withdrawal-asked': facts,
  'withdrawal-granted': facts,
  'withdrawal-rejected': { ...facts, reason },
  stopped: { ...facts, reason },
  'result-corrected': { ...facts, reason, number: '12/2026' },
  'office-message': facts,
  'promised-date-moved': { ...facts, from: at, to: at, reason },
  extended: { ...facts, from: at, to: at, reason },
  'will-be-late': { ...facts, dueAt: at },
  'obligation-requested': { ...facts, what: reason, amount: '1.200.000 đ', payBy: '2026-12-10' },
  'obligation-met': { ...facts, dueAt: at },
  'party-invited': { ...invitation, until: at },
  'invitation-declined': { ...invitation, person },
  'invitation-revoked': invitation,
  'part-confirmed': { ...invitation, person },
  'part-reopened': { ...invitation, person },
  'rating-answered': facts,
  'booking-made': booking,
  'booking-reminder': booking,
  'booking-cancelled': booking,
}
const names = Object.keys(all) as TemplateName[]
/** Five joined parts of an SMS with diacritics; a link of 60 characters goes with it. */
const SMS_MAX = 3 * 67 - 20
const LINK = 60

describe.each(['vi', 'en'] as const)('messages in %s', (lang) => {
  it.each(names)('%s names the dossier or the people, is whole and short, and holds no identity number', (name) => {
    const { subject, paragraphs, action, sms } = writeNotice(name, all[name] as never, lang)
    const named = name.startsWith('booking') ? /26\/11\/2026/ : name !== 'part-begun' && /invit|part/.test(name) ? /Trần Thị Mai|Nguyễn Văn Hùng/ : facts.code
    expect(subject).toMatch(named)
    expect(sms).toMatch(named)
    expect([...sms].length + LINK).toBeLessThanOrEqual(SMS_MAX + LINK)
    const whole = [subject, ...paragraphs, action, sms].join('\n')
    expect(whole).not.toMatch(/undefined|null|NaN|\[object|\d{12}/)
    expect(paragraphs.every((paragraph) => /[.?!:;”…]$/.test(paragraph))).toBe(true)
    expect(whole).toBe(whole.normalize('NFC'))
  })
})

describe('layout', () => {
  it('HTML escapes what people typed; text and HTML say the same and link to the dossier', () => {
    const { subject, paragraphs } = writeNotice('refused', all.refused, 'vi')
    const link = { text: 'Xem hồ sơ', url: 'https://motcua.example.vn/ho-so/H1' }
    const { text, html } = layOut({ subject, paragraphs, link }, 'Cổng Dịch vụ công', 'vi')
    expect(html).toContain('&lt;b>sổ hộ tịch')
    expect(html).not.toContain('<b>')
    expect(html).toContain(`href="${link.url}"`)
    expect(text).toContain(`Xem hồ sơ: ${link.url}`)
    for (const paragraph of paragraphs) expect(text).toContain(paragraph)
  })
})
