import { compileCatalogue } from '../../catalogue/compile.ts'
import type { Component, Method, ProcedureContent } from '../../catalogue/content.ts'
import { LEVELS } from '../../catalogue/content.ts'
import { OddReport } from '../../catalogue/odd.ts'
import { readShippedCatalogue } from '../../catalogue/shipped.ts'
import { type Answers, type FormDefinition, type PlaceOptions, validateJson } from '../../../forms/index.ts'
import type { PublishedRecord } from './record.ts'

/** Records of all procedures of the shipped catalogue that are current and known in full. */
export async function shippedRecords(): Promise<PublishedRecord[]> {
  const { procedures, contents, fields } = compileCatalogue(await readShippedCatalogue('data/catalogue'), new OddReport())
  const known = new Map(contents.map((row) => [row.code, row]))
  const named = new Map(fields.map((field) => [field.slug, field]))
  return procedures.flatMap((row) => {
    const content = known.get(row.code)
    if (row.status !== 'current' || !content) return []
    const field = named.get(row.fields[0] ?? '')
    return [
      {
        code: row.code,
        name: row.name,
        field: field ? { code: '', name: field.name, slug: field.slug } : null,
        levels: LEVELS.filter((level) => row[`level_${level}`]),
        audience: row.audience,
        agencies: row.agencies,
        status: row.status,
        ofOneBody: row.type === 'SPECIFIC' ? row.body_slug : null,
        content: JSON.parse(content.content) as ProcedureContent,
        version: { number: 1, asOf: content.validFrom, source: content.source },
      },
    ]
  })
}

export const paper = (name: string, more: Partial<Component> = {}): Component => ({ name, code: null, originals: 1, copies: 0, required: null, electronicForm: null, resultOfOther: null, forms: [], ...more })

export const method = (more: Partial<Method> = {}): Method => ({ channel: 'in_person', time: { amount: 3, unit: 'working_day', text: null }, fees: null, note: null, ...more })

export const contentWith = (more: Partial<ProcedureContent> = {}): ProcedureContent => ({
  decision: { number: null, date: null, issuer: null },
  formality: null,
  steps: [],
  methods: [method(), method({ channel: 'online' })],
  groups: [{ name: null, components: [paper('Đơn đề nghị')] }],
  services: [],
  subjects: [],
  agencies: { executing: [], authority: [], authorised: [], coordinating: [] },
  addresses: null,
  results: [{ name: 'Giấy phép', code: null }],
  legalBases: [{ number: '1/2026/NĐ-CP', title: 'Nghị định', issued: null, issuer: null }],
  requirements: null,
  requirementsNone: false,
  keywords: null,
  description: null,
  note: null,
  receiving: null,
  nonTerritorial: null,
  serviceGroups: [],
  url: null,
  ...more,
})

export const recordWith = (content: Partial<ProcedureContent> = {}, more: Partial<PublishedRecord> = {}): PublishedRecord => ({
  code: '1.000999',
  name: 'Thủ tục cấp giấy phép thử',
  field: { code: '', name: 'Thử', slug: 'thu' },
  levels: ['commune'],
  audience: ['Công dân Việt Nam', 'Doanh nghiệp'],
  agencies: ['Ủy ban nhân dân cấp xã'],
  status: 'current',
  ofOneBody: null,
  content: contentWith(content),
  version: { number: 1, asOf: '2026-07-18', source: 'portal' },
  ...more,
})

/** Answers with what the form computes from them. */
export const computeAnswers = (form: FormDefinition, answers: Readonly<Record<string, unknown>>, places: PlaceOptions): Answers => validateJson(form, answers, { today: '2026-11-23', lang: 'vi', places }).answers
