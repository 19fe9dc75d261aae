import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import type { CatalogueReport } from '../catalogue/load.ts'
import { COUNT_WORDS, ODD_WORDS } from './odd-words.ts'

/** The report of a load as plain text, for the command line. */
export function reportText(report: CatalogueReport): string {
  const counts = Object.entries(report.counts).map(([key, count]) => `  ${COUNT_WORDS[key] ?? key}: ${count}`)
  const odd = report.odd.flatMap((kind) => [
    `  ${ODD_WORDS[kind.kind].title}: ${kind.count}. ${ODD_WORDS[kind.kind].done}`,
    ...kind.examples
      .slice(0, 3)
      .map((example) => `    ${example.code}${example.text ? `  ${example.text.replaceAll('\n', ' ')}` : ''}`),
  ])
  return [
    `Danh mục thủ tục ngày ${formatDate(report.asOf)}, nạp lúc ${formatDateTime(report.loadedAt)}${report.changed ? '' : ' (không có gì mới)'}`,
    ...counts,
    'Điều lạ trong nguồn:',
    ...odd,
    '',
  ].join('\n')
}
