import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadContent } from './load.ts'
import { renderMarkdown } from './markdown.ts'

const content = loadContent(join(import.meta.dirname, '..', '..', '..', 'content'))
const links = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => address)

describe('content', () => {
  it('has every question and page in both languages, with the same law and day', () => {
    const shape = (lang: 'vi' | 'en') => ({
      questions: content.questions[lang].map(({ slug, order, law, checked }) => ({ slug, order, law, checked })),
      pages: content.pages[lang].map(({ slug, law, checked }) => ({ slug, law, checked })),
    })
    expect(shape('en')).toEqual(shape('vi'))
    expect(content.questions.vi).toHaveLength(13)
  })

  it.each(['vi', 'en'] as const)(
    'links only to addresses of its own language (%s), and to questions that exist',
    (lang) => {
      const texts = [
        ...content.questions[lang].map(({ html }) => html),
        ...content.pages[lang].map(({ markdown }) => renderMarkdown(markdown)),
      ]
      const inner = texts.flatMap(({ __html }) => links(__html)).filter((address) => address.startsWith('/'))
      expect(inner.filter((address) => address.startsWith('/en/') !== (lang === 'en'))).toEqual([])
      const asked = inner.flatMap((address) => /\/hoi-dap\/(.+)$/.exec(address)?.[1] ?? [])
      expect(asked.filter((slug) => !content.questions[lang].some((question) => question.slug === slug))).toEqual([])
    },
  )
})

describe('renderMarkdown', () => {
  it.each([
    ['<script>alert(1)</script>', '<script'],
    ['[x](javascript:alert(1))', 'javascript:'],
    ['<img src=x onerror=alert(1)>', '<img'],
    ['![x](data:text/html,1)', 'data:'],
  ])('keeps %s out', (text, danger) => expect(renderMarkdown(text).__html).not.toContain(danger))

  it('draws tables', () => {
    expect(renderMarkdown('| a | b |\n| - | - |\n| 1 | 2 |').__html).toContain('<td>1</td>')
  })
})
