import type { ShippedProcedure } from '../../catalogue/find-shipped.ts'
import type { PackageFiles } from '../read-folder.ts'
import { type Brief, channelsOf, folderOf, slugOf } from './brief.ts'
import { exampleFiles, OWNERS, REQUESTERS } from './examples.ts'
import { formYaml } from './form-yaml.ts'
import { casesOf, papersOf, procedureYaml } from './procedure-yaml.ts'
import { processBpmn } from './process-bpmn.ts'
import { declarationTypst, resultTypst } from './templates.ts'

export { type Brief, CODE, FIELD_FOLDER, folderOf, type Given, knownOf, readFee, readTime } from './brief.ts'

/** A whole package to go on from: right in every part, plain in each. */
export function starterPackage(brief: Brief, shipped: ShippedProcedure): PackageFiles {
  const { channels } = channelsOf(shipped)
  const papers = papersOf(shipped.content, channels)
  const cases = casesOf(brief, shipped.content)
  const files: [string, string][] = [
    ['procedure.yaml', procedureYaml(brief, shipped, { papers, cases })],
    ['form.yaml', formYaml(brief, slugOf(brief.name, 60))],
    ['process.bpmn', processBpmn(brief)],
    ['to-khai.typ', declarationTypst(brief)],
    ['ket-qua.typ', resultTypst(brief, shipped.content?.results[0]?.name || brief.name)],
  ]
  return {
    folder: folderOf(brief),
    files: new Map(files.map(([name, text]) => [name, Buffer.from(text, 'utf8')])),
    examples: exampleFiles({
      brief,
      ...answersAbout(brief.about),
      caseKey: cases[0]?.key ?? 'chung',
      channels,
      components: (channel) => papers.filter((one) => one.required && (one.id !== 'to-khai' || channel !== 'online')).map((one) => one.id),
    }),
  }
}

function answersAbout(about: Brief['about']) {
  if (about === 'requester') return REQUESTERS
  const both = (kind: 'plain' | 'edge') => ({ name: OWNERS[kind].name, lines: [...REQUESTERS[kind].lines, ...OWNERS[kind].lines] })
  return { plain: both('plain'), edge: both('edge'), wrong: { lines: [...REQUESTERS.wrong.lines, ...OWNERS.wrong.lines], errors: [...OWNERS.wrong.errors, ...REQUESTERS.wrong.errors] } }
}
