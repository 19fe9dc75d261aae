import { cleanText } from '../../../platform/text.ts'

export const PLACE_KINDS = ['counter', 'cabinet', 'room', 'archive'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

export const PLACE_KIND_NAMES: Readonly<Record<PlaceKind, string>> = { counter: 'Quầy', cabinet: 'Tủ', room: 'Phòng', archive: 'Lưu trữ' }
export const LONGEST_NAME = 80

export interface PlaceFault {
  field: 'name' | 'kind'
  text: string
}

/** A place as it was typed; everything that is wrong at once. */
export function checkPlace(form: { name: string; kind: string }): { ok: true; name: string; kind: PlaceKind } | { ok: false; faults: PlaceFault[] } {
  const faults: PlaceFault[] = []
  const name = cleanText(form.name, { max: LONGEST_NAME })
  const kind = PLACE_KINDS.find((one) => one === form.kind)
  if (!name.ok || name.text === '') faults.push({ field: 'name', text: `Ghi tên nơi để hồ sơ, không quá ${LONGEST_NAME} ký tự` })
  if (!kind) faults.push({ field: 'kind', text: 'Chọn loại nơi để' })
  return name.ok && kind && faults.length === 0 ? { ok: true, name: name.text, kind } : { ok: false, faults }
}
