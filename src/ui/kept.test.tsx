import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { keptMarkup } from './kept.tsx'
import { Textarea } from './textarea/textarea.tsx'
import { TextInput } from './text-input/text-input.tsx'

const line = { id: 'ten' }
const several = { id: 'ghi-chu' }
const inputOf = (value: string, lang: 'vi' | 'en' = 'vi') =>
  renderToString(keptMarkup({ of: line, variant: '', lang, texts: [value], draw: ([text]) => <TextInput name="ten" label="Họ & tên" optional value={text} /> }))
const areaOf = (value: string) => renderToString(keptMarkup({ of: several, variant: '', lang: 'vi', texts: [value], draw: ([text]) => <Textarea name="ghi-chu" label="Ghi chú" value={text} /> }))

describe('markup that is kept', () => {
  const typed = ['Nguyễn Thị Ánh', '', '"><script>alert(1)</script>', `' onfocus='x`, '&amp; </textarea><b>', '\uE0000\uE001 $& $1']

  it.each(typed)('is what would have been drawn with %j', (value) => {
    inputOf('trước')
    areaOf('trước')
    const drawn = renderToString(<TextInput name="ten" label="Họ & tên" optional value={value} />)
    // Drawn, an empty value is written without its quotes.
    expect(inputOf(value)).toBe(drawn.replace(' value/>', ' value=""/>'))
    expect(areaOf(value)).toBe(renderToString(<Textarea name="ghi-chu" label="Ghi chú" value={value} />))
  })

  it('says its own words in the language of the page', () => {
    expect(inputOf('', 'vi')).not.toBe(inputOf('', 'en'))
  })

  it('is drawn once', () => {
    let drawn = 0
    const of = {}
    const draw = ([text]: readonly string[]) => {
      drawn++
      return <TextInput name="ten" label="Tên" value={text} />
    }
    for (const value of ['a', 'b', 'c']) renderToString(keptMarkup({ of, variant: '', lang: 'vi', texts: [value], draw }))
    expect(drawn).toBe(1)
  })
})
