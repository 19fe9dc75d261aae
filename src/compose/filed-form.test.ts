import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../tests/support/acts.ts'
import { type Filed, fileBirth, ORDINARY_BIRTH } from '../../tests/support/birth.ts'
import { printed } from '../../tests/support/case.ts'
import { fileMarriage } from '../../tests/support/marriage.ts'
import { pdfText } from '../../tests/support/pdf-text.ts'
import { formatDateTime } from '../platform/clock.ts'
import { inTransaction } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import type { SignForm } from '../modules/documents/index.ts'
import { findDossier, isForm, partiesOf } from '../modules/dossiers/index.ts'
import { createPrintFiledForm } from './printing.ts'

let ground: TestActs
beforeAll(async () => {
  ground = await openTestActs()
})
afterAll(() => ground.close())

const print = (more: { signForm?: SignForm; asksSignature?: boolean } = {}) => {
  const { db, documents, packages, acts } = ground
  const asked = { ...packages, version: async (id: string) => ({ ...(await packages.version(id)), definition: { ...(await packages.version(id)).definition, signForm: more.asksSignature ?? false } }) }
  return createPrintFiledForm({ db, acts, packages: asked, documents: { ...documents, signForm: more.signForm ?? null } })
}
const formsOf = async (filed: Filed) => (await printed(ground, filed)).filter((one) => isForm(one.template))

describe('the declaration of a filed dossier', () => {
  it('is printed as it was declared, once, however often the job runs', async () => {
    const filed = await fileBirth(ground)
    const at = ground.clock.now()
    await Promise.all([print()(filed.dossierId, at), print()(filed.dossierId, at)])
    await print()(filed.dossierId, at)
    const forms = await formsOf(filed)
    expect(forms).toHaveLength(1)
    const text = await pdfText(forms[0]?.pdf ?? Buffer.alloc(0))
    expect(text).toContain(String(ORDINARY_BIRTH['child.name']))
    expect(text).not.toMatch(/BẢN XEM TRƯỚC|CHƯA KÝ SỐ|undefined/)
  })

  it('names both who declared, each with the moment, where two people filled it in', async () => {
    const filed = await fileMarriage(ground)
    await print()(filed.dossierId, ground.clock.now())
    const row = await findDossier(ground.db, filed.dossierId)
    const [party] = await partiesOf(ground.db, filed.dossierId)
    if (!row || !party) throw new Error('There is no dossier of two people.')
    const [form] = (await printed(ground, filed)).filter((one) => isForm(one.template))
    const text = (await pdfText(form?.pdf ?? Buffer.alloc(0))).replace(/\s+/g, ' ')
    expect(text).toContain(`Nguyễn Văn Dân đã cam đoan phần khai của mình và nộp trực tuyến lúc ${formatDateTime(row.submitted_at)}.`)
    expect(text).toContain(`Đặng Thị Mẹ đã cam đoan phần khai của mình trực tuyến lúc ${formatDateTime(party.confirmed_at)}.`)
  })

  it('does not say of what was handed in at the counter that it was filed online', async () => {
    const filed = await fileBirth(ground)
    await ground.db.pool.query('update dossiers.dossier set channel = 1 where id = $1', [filed.dossierId])
    await print()(filed.dossierId, ground.clock.now())
    const [form] = await formsOf(filed)
    expect(await pdfText(form?.pdf ?? Buffer.alloc(0))).not.toMatch(/trực tuyến/)
  })

  it('is printed anew when it was corrected; the earlier one stays and is named by the new', async () => {
    const filed = await fileBirth(ground)
    await print()(filed.dossierId, ground.clock.now())
    ground.clock.set(new Date(ground.clock.now().getTime() + 60_000))
    await inTransaction(ground.db, (tx) => ground.acts.record.reviseAnswers(tx, filed.dossierId, { ...ORDINARY_BIRTH, 'child.name': 'Nguyễn Minh Bình' }, ground.clock.now(), newId()))
    await print()(filed.dossierId, ground.clock.now())
    const forms = await formsOf(filed)
    expect(forms.map((one) => one.replaces)).toEqual([null, forms[0]?.documentId])
    expect(await pdfText(forms[1]?.pdf ?? Buffer.alloc(0))).toContain('Nguyễn Minh Bình')
  })

  it('goes to the signer of its author only where the package asks; where none is installed the paper says so', async () => {
    const asked: { accountId: string; template: string }[] = []
    const signForm: SignForm = async (pdf, { accountId, template }) => {
      asked.push({ accountId, template })
      return Buffer.concat([pdf, Buffer.from('\n% signed')])
    }
    const [plain, signed, unsigned] = [await fileBirth(ground), await fileBirth(ground), await fileBirth(ground)]
    await print({ signForm })(plain.dossierId, ground.clock.now())
    expect(asked).toEqual([])
    await print({ signForm, asksSignature: true })(signed.dossierId, ground.clock.now())
    expect(asked).toEqual([{ accountId: signed.citizen.accountId, template: '1.001193/to-khai.typ' }])
    const [form] = await formsOf(signed)
    expect([form?.signed, form?.pdf.includes('% signed')]).toEqual([true, true])
    await print({ asksSignature: true })(unsigned.dossierId, ground.clock.now())
    const [open] = await formsOf(unsigned)
    expect(open?.signed).toBe(false)
    expect(await pdfText(open?.pdf ?? Buffer.alloc(0))).toContain('BẢN CHƯA KÝ SỐ')
  })
})
