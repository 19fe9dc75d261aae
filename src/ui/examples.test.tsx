import { HtmlValidate } from 'html-validate/node'
import { describe, expect, it } from 'vitest'
import { gallery } from './examples.ts'
import { renderIn } from './lang.ts'

const judge = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'no-inline-style': 'error', 'prefer-native-element': 'off', 'long-title': 'off' },
})

const examples = Object.entries(gallery).flatMap(([component, list]) =>
  list.map((example) => [`${component}: ${example.name}`, example] as const),
)

describe('examples of the components', () => {
  it.each(examples)('%s is valid HTML in both languages', async (_name, example) => {
    for (const lang of ['vi', 'en'] as const) {
      const body = renderIn(lang, example.show)
      const page = `<!DOCTYPE html><html lang="${lang}"><head><title>x</title></head><body><main><h1>x</h1><h2>x</h2>${body}</main></body></html>`
      const report = await judge.validateString(page)
      const faults = report.results.flatMap((result) =>
        result.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
      )
      expect(faults, body).toEqual([])
    }
  })

  it('covers every folder of a component', async () => {
    const { readdirSync, existsSync } = await import('node:fs')
    const here = import.meta.dirname
    const folders = readdirSync(here).filter(
      (name) => existsSync(`${here}/${name}/examples.tsx`) || existsSync(`${here}/${name}/${name}.tsx`),
    )
    expect(Object.keys(gallery).sort()).toEqual(folders.sort())
  })
})
