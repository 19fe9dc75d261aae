import { type Fault, type FormDefinition, readYaml } from '../../forms/index.ts'
import type { ProcedureDefinition } from './definition.ts'

/** The places of a form where papers are attached lead to components that are uploaded, each to one. */
export function refuseStrayFileFields({ components }: Pick<ProcedureDefinition, 'components'>, form: FormDefinition, { text, file }: { text: string; file: string }): Fault[] {
  const read = readYaml(text, file)
  if (!read.ok) return read.faults
  const seen = new Set<string>()
  return form.sections.flatMap((section, s) =>
    section.fields.flatMap((field, f) => {
      if (field.type !== 'file') return []
      const why = whyNot(field.component, components, seen)
      seen.add(field.component)
      return why ? [read.source.fault(['sections', s, 'fields', f, 'component'], `Trường «${field.id}»: ${why}`)] : []
    }),
  )
}

function whyNot(id: string, components: ProcedureDefinition['components'], seen: ReadonlySet<string>): string | null {
  const component = components.find((one) => one.id === id)
  if (!component) return `procedure.yaml không có thành phần «${id}»`
  if (component.isForm) return `thành phần «${id}» chính là tờ khai này`
  if (component.presentedOnly) return `thành phần «${id}» chỉ xuất trình, không tải lên`
  if (component.channels && !component.channels.includes('online')) return `thành phần «${id}» không nộp trực tuyến`
  return seen.has(id) ? `thành phần «${id}» đã có chỗ đính kèm ở một trường khác` : null
}
