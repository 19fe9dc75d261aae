import { DUTY_WORDS, GOES_ON, type TableStep, THE_END, type TypedRow } from './table.ts'

/** Steps as the rows in which people read and write them. */
export function writeRows(steps: readonly TableStep[]): TypedRow[] {
  const plain = new Set(
    [...Map.groupBy(steps.filter((step) => step.group), (step) => step.group?.label ?? '')].flatMap(([label, rows]) =>
      new Set(rows.map((row) => row.group?.branch)).size === rows.length ? [label] : [],
    ),
  )
  const toText = (to: string | null) => to ?? THE_END
  return steps.map((step) => ({
    key: step.key,
    name: step.name,
    unit: step.unit,
    duty: DUTY_WORDS[step.duty],
    work: step.work,
    time: timeText(step),
    product: step.product,
    condition: step.condition ? `${step.condition.kind === 'unless' ? 'trừ khi ' : ''}${step.condition.feel}` : '',
    group: step.group ? `${step.group.label}${plain.has(step.group.label) ? '' : `.${step.group.branch}`}` : '',
    silence: step.silence ? GOES_ON : '',
    returnTo: step.returnTo ?? '',
    paths: step.paths.map((path) => `${path.outcome ?? `khi ${path.when}`} → ${toText(path.to)}`).join('; '),
    next: step.next ? toText(step.next.to) : '',
  }))
}

export function timeText({ hours, days, duty }: Pick<TableStep, 'hours' | 'days' | 'duty'>): string {
  if (days) return `${days} ngày`
  if (hours === 0) return duty === 'system' ? '' : '0'
  return `${String(hours).replace('.', ',')} giờ`
}
