import { SummaryList, type SummaryRow } from '../../../ui/index.ts'
import { inWords } from '../../../platform/in-words.ts'
import { lunarText } from '../../../platform/lunar-date.ts'
import { langWritten } from '../../../platform/text.ts'
import type { Lang } from '../../../platform/words.ts'
import type { Answer, Answers, Field, FormDefinition, RowAnswers, Section, TableField } from '../definition/model.ts'
import { kindOf } from '../kinds/kinds.ts'
import { controlId } from '../kinds/reading.ts'
import { formWords } from '../words.ts'

export interface AnswersSummaryProps {
  form: FormDefinition
  answers: Answers
  lang: Lang
  /** Where a section is corrected; without it, or where it says null, there is nothing to change. */
  changeHref?: (section: Section, fragment: string) => string | null
  headingLevel?: 2 | 3 | 4
}

const lunarOf = (field: Field, answer: Answer) => (field.type === 'date' && field.lunar ? lunarText(String(answer)) : null)

/** An amount is said in words too, a day by the lunar calendar: read over, a nought too many is seen. */
function readOver(field: Field, answer: Answer, lang: Lang): string {
  const shown = kindOf(field).show(field, answer, { lang, words: formWords(lang) })
  const said = (field.type === 'money' && lang === 'vi' ? inWords(answer) : null) ?? lunarOf(field, answer)
  return said ? `${shown} (${said.charAt(0).toLowerCase()}${said.slice(1)})` : shown
}

function AnsweredRows({ table, rows, lang }: { table: TableField; rows: readonly RowAnswers[]; lang: Lang }) {
  const words = formWords(lang)
  return (
    <ol class="govuk-list govuk-list--number">
      {rows.map((row) => (
        <li>
          {table.fields.map((field) => {
            const answer = row[field.id]
            if (answer === undefined) return null
            const shown = kindOf(field).show(field, answer, { lang, words })
            return (
              <span class="mc-line">
                {(field.short ?? field.label)[lang]}: <span lang={langWritten(shown, lang)}>{shown}</span>{' '}
              </span>
            )
          })}
        </li>
      ))}
    </ol>
  )
}

/** All answers by section, each with its way back, for reading over before submission and on the case page. */
export function AnswersSummary({ form, answers, lang, changeHref, headingLevel = 2 }: AnswersSummaryProps) {
  const words = formWords(lang)
  const rowOf = (field: Field, section: Section): SummaryRow | null => {
    const answer = answers[field.id]
    if (answer === undefined) return null
    const label = (field.short ?? field.label)[lang]
    const change = field.type === 'computed' ? null : changeHref?.(section, `#${controlId(field)}`)
    const shown = readOver(field, answer, lang)
    return {
      key: label,
      value:
        field.type === 'table' ? (
          <AnsweredRows table={field} rows={answer as readonly RowAnswers[]} lang={lang} />
        ) : (
          <span class="mc-answer" lang={langWritten(shown, lang)}>
            {shown}
          </span>
        ),
      action: change ? { href: change, text: words.change, of: label } : undefined,
    }
  }
  return (
    <>
      {form.sections.map((section) => {
        const rows = section.fields.map((field) => rowOf(field, section)).filter((row) => row !== null)
        return rows.length > 0 ? (
          <SummaryList key={section.id} title={section.title[lang]} rows={rows} headingLevel={headingLevel} />
        ) : null
      })}
    </>
  )
}
