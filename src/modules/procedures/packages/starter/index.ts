import type { ShippedProcedure } from '../../catalogue/find-shipped.ts'
import type { PackageFiles } from '../read-folder.ts'
import { type Brief, channelsOf, folderOf, slugOf } from './brief.ts'
import { exampleAnswers } from './example-answers.ts'
import { exampleFiles } from './examples.ts'
import { formYaml } from './form-yaml.ts'
import { papersOf, titleOfForm } from './papers.ts'
import { peopleTypst } from './people.ts'
import { casesOf, procedureYaml } from './procedure-yaml.ts'
import { processBpmn } from './process-bpmn.ts'
import { draftIsConfirmed } from './record-says.ts'
import { declarationTypst, resultTypst } from './templates.ts'

export { type Brief, FIELD_FOLDER, folderOf, type Given, knownOf, readFee, readTime } from './brief.ts'
export { type Person, readPeople } from './people.ts'
export { feesSaid, timesSaid } from './record-says.ts'

/** A whole package to go on from: right in every part, plain in each. */
export function starterPackage(brief: Brief, shipped: ShippedProcedure): PackageFiles {
  const { content } = shipped
  const { channels } = channelsOf(shipped)
  const namesOthers = brief.people.length > 0
  const papers = papersOf(content, channels, namesOthers)
  const cases = casesOf(brief, content)
  const confirms = draftIsConfirmed(content) && channels.includes('online')
  const asksAuthorised = namesOthers && papers.some((one) => one.id === 'van-ban-uy-quyen')
  const title = titleOfForm(content) ?? `Tờ khai: ${brief.name}`
  const files: [string, string][] = [
    ['procedure.yaml', procedureYaml(brief, shipped, { papers, cases, confirms })],
    ['form.yaml', formYaml(brief, { slug: slugOf(brief.name, 60), title, asksAuthorised })],
    ['process.bpmn', processBpmn(brief, { confirms })],
    ['to-khai.typ', declarationTypst(brief, title)],
    ['ket-qua.typ', resultTypst(brief, content?.results[0]?.name || brief.name)],
    ...(namesOthers ? ([['nguoi.typ', peopleTypst(brief.people)]] as [string, string][]) : []),
  ]
  return {
    folder: folderOf(brief),
    files: new Map(files.map(([name, text]) => [name, Buffer.from(text, 'utf8')])),
    examples: exampleFiles({
      brief,
      caseKey: cases[0]?.key ?? 'chung',
      channels,
      ...exampleAnswers(brief, { asksAuthorised }),
      components: (channel) => papers.filter((one) => one.required && (one.id !== 'to-khai' || channel !== 'online')).map((one) => one.id),
    }),
  }
}
