import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { bpmn, END, flow, START, task } from '../definition/sample.ts'
import { pictureOf } from './picture.ts'
import { ProcessDrawing, wrap } from './process-drawing.tsx'

const root = fileURLToPath(new URL('../../../../procedures/', import.meta.url))

describe('the drawing of a process', () => {
  it.each(globSync('*/*/process.bpmn', { cwd: root }).sort())('%s has every step and way', async (file) => {
    const xml = readFileSync(`${root}${file}`, 'utf8')
    const picture = await pictureOf(xml)
    const count = (pattern: RegExp) => [...xml.matchAll(pattern)].length
    expect(picture?.shapes.filter(({ type }) => type === 'UserTask')).toHaveLength(count(/<bpmn:userTask /g))
    expect(picture?.edges).toHaveLength(count(/<bpmn:sequenceFlow /g))
  })

  it('says where the dossier is, in words too, and escapes what people wrote', async () => {
    const picture = await pictureOf(readFileSync(`${root}ho-tich/1.001193-dang-ky-khai-sinh/process.bpmn`, 'utf8'))
    if (!picture) throw new Error('no drawing')
    const shapes = picture.shapes.map((shape) => (shape.id === 'Task_sign' ? { ...shape, name: 'Ký <b>"x"</b>' } : shape))
    const html = render(<ProcessDrawing picture={{ ...picture, shapes }} now={new Set(['Task_sign'])} />)
    expect(html).toContain('Đang ở: Ký')
    expect(html).not.toContain('<b>')
  })

  it('is none where the file has none', async () => {
    expect(await pictureOf(bpmn(`${START}${task('a')}${flow('start', 'a')}${flow('a', 'end')}${END}`))).toBeNull()
    expect(await pictureOf('no xml')).toBeNull()
  })

  it('breaks names into lines and cuts those that are too long', () => {
    expect(wrap('Thẩm tra hồ sơ')).toEqual(['Thẩm tra hồ sơ'])
    expect(wrap('Ghi Sổ đăng ký khai sinh, cấp số')).toEqual(['Ghi Sổ đăng ký', 'khai sinh, cấp', 'số'])
    expect(wrap('một hai ba bốn năm sáu bảy tám chín mười '.repeat(6)).at(-1)).toMatch(/…$/)
  })
})
