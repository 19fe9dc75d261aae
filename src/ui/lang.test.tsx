import { describe, expect, it } from 'vitest'
import { oldHeap } from '../../tests/support/old-heap.ts'
import { renderIn, useLang } from './lang.ts'

const Said = () => <span>{useLang()}</span>
const Broken = () => {
  throw new Error('broken')
}

describe('what is drawn for a reader', () => {
  it('is in their language, also inside what is drawn for another', () => {
    let within = ''
    const Within = () => {
      within = renderIn('en', <Said />)
      return null
    }
    expect(renderIn('vi', <p><Said /><Within /><Said /></p>)).toBe('<p><span>vi</span><span>vi</span></p>')
    expect(within).toBe('<span>en</span>')
  })

  it('leaves the next one its own language when it breaks', () => {
    expect(() => renderIn('en', <Broken />)).toThrow('broken')
    expect(renderIn('vi', <Said />)).toBe('<span>vi</span>')
  })

  it('does not outlive the drawing: thousands of pages leave nothing in the old heap', () => {
    const draw = () => renderIn('vi', <ul>{Array.from({ length: 300 }, (_, n) => <li class={`n${n}`}>{n}</li>)}</ul>)
    for (let n = 0; n < 200; n++) draw()
    const before = oldHeap()
    for (let n = 0; n < 2000; n++) draw()
    // With a provider: 88 MB.
    expect((oldHeap() - before) / 1e6).toBeLessThan(20)
  })
})
