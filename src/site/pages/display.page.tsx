import { type Answer, page, type WebRequest } from '../../platform/http/index.ts'
import { InsetText, Radios } from '../../ui/index.ts'
import { displayWords } from './display-words.ts'

const items = (table: Record<string, string>) => Object.entries(table).map(([value, text]) => ({ value, text }))

/** Text size and colours. The style sheet reads the chosen radios by itself; the script keeps the choice on the device. */
export function displayPage({ lang }: WebRequest): Answer {
  const words = displayWords(lang)
  return page({
    title: words.title,
    main: (
      <>
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        <div data-behaviour="display" data-kept={words.kept} data-not-kept={words.notKept}>
          <Radios id="co-chu" name="text" legend={words.text} items={items(words.texts)} value="" inline />
          <Radios id="mau" name="theme" legend={words.theme} items={items(words.themes)} value="" />
          <InsetText>{words.sample}</InsetText>
          <output class="mc-said" />
        </div>
        <p>{words.howKept}</p>
        <ul>
          <li>{words.browserZoom}</li>
          <li>{words.deviceTheme}</li>
        </ul>
      </>
    ),
  })
}
