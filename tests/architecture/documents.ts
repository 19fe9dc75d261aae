import { existsSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { root, type Source, type Violation } from './sources.ts'

const LINK = /\[[^\]]*\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g
const CODE_PATH = /`((?:src|tests|migrations|scripts|bench|procedures|content|data|decisions|templates)\/[\w./-]+)`/g

/** Every file that a document names is there. */
export function checkDocuments(documents: readonly Source[], exists = (path: string) => existsSync(join(root, path))): Violation[] {
  return documents.flatMap((document) =>
    document.text.split('\n').flatMap((text, at) =>
      namedFiles(document.path, text)
        .filter((path) => !exists(path))
        .map((path) => ({ path: document.path, line: at + 1, rule: `names '${path}', which does not exist.` })),
    ),
  )
}

function namedFiles(from: string, text: string): string[] {
  const links = [...text.matchAll(LINK)].map((match) => match[1] ?? '').filter((link) => !/^([a-z]+:|#|\/)/i.test(link))
  const relative = links.map((link) => posix.normalize(posix.join(dirname(from), decodeURI(link.split('#')[0] ?? ''))))
  return [...relative, ...[...text.matchAll(CODE_PATH)].map((match) => match[1] ?? '')].filter((path) => path !== '' && path !== '.')
}
