import type { CivilDate } from '../../../platform/clock.ts'
import { cleanText } from '../../../platform/text.ts'

export const CRITERION_NAME_MAX = 160
export const LEVEL_MAX = 60
export const SOURCE_MAX = 400

/** A criterion as an administrator types it; the levels stand worst first. */
export interface CriterionTyped {
  nameVi: string
  nameEn: string
  levelsVi: readonly string[]
  levelsEn: readonly string[]
  /** null for what is no day. */
  validFrom: CivilDate | null
  source: string
}

export interface CriterionFault {
  field: string
  text: string
}

export type CriterionChecked = { ok: true; criterion: Omit<CriterionTyped, 'validFrom'> & { validFrom: CivilDate } } | { ok: false; faults: CriterionFault[] }

/** Texts in both languages, three levels, and a day that has not begun: what was rated today was rated by what stood today. */
export function checkCriterion(typed: CriterionTyped, today: CivilDate): CriterionChecked {
  const faults: CriterionFault[] = []
  const read = (field: string, text: string, max: number, empty: string): string => {
    const clean = cleanText(text, { max })
    if (!clean.ok) faults.push({ field, text: `Nhiều nhất ${max} ký tự, không có ký tự lạ` })
    else if (clean.text === '') faults.push({ field, text: empty })
    return clean.ok ? clean.text : ''
  }
  const levels = (of: 'levelsVi' | 'levelsEn', name: string) => [0, 1, 2].map((level) => read(`${of}-${level}`, typed[of][level] ?? '', LEVEL_MAX, `Nhập lời của mức ${level} ${name}`))
  const criterion = {
    nameVi: read('nameVi', typed.nameVi, CRITERION_NAME_MAX, 'Nhập tên tiêu chí'),
    nameEn: read('nameEn', typed.nameEn, CRITERION_NAME_MAX, 'Nhập tên tiêu chí bằng tiếng Anh'),
    levelsVi: levels('levelsVi', 'bằng tiếng Việt'),
    levelsEn: levels('levelsEn', 'bằng tiếng Anh'),
    source: read('source', typed.source, SOURCE_MAX, 'Ghi văn bản hoặc lý do làm căn cứ'),
  }
  const { validFrom } = typed
  if (validFrom === null) faults.push({ field: 'validFrom', text: 'Ngày áp dụng gồm ngày, tháng, năm' })
  else if (validFrom <= today) faults.push({ field: 'validFrom', text: 'Ngày áp dụng phải sau hôm nay' })
  return faults.length > 0 || validFrom === null ? { ok: false, faults } : { ok: true, criterion: { ...criterion, validFrom } }
}
