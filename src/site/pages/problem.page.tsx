import type { Page, WebRequest } from '../../platform/http/index.ts'
import { sentenceOf } from '../../platform/problems.ts'
import type { Refusal } from '../../platform/result.ts'
import { href } from '../../platform/words.ts'
import { Button, ButtonGroup } from '../../ui/index.ts'
import { problemWords } from './problem-words.ts'

type Words = ReturnType<typeof problemWords>
interface Saying {
  title: keyof Words['titles']
  kept: keyof Words['kept']
  todo: keyof Words['todo']
}

const SAYINGS: Record<number, Saying> = {
  400: { title: 'invalid', kept: 'nothingSent', todo: 'correct' },
  401: { title: 'signIn', kept: 'nothingSent', todo: 'signIn' },
  403: { title: 'forbidden', kept: 'nothingSent', todo: 'signIn' },
  404: { title: 'missing', kept: 'nothingSent', todo: 'address' },
  409: { title: 'conflict', kept: 'drafts', todo: 'reload' },
  410: { title: 'missing', kept: 'nothingSent', todo: 'address' },
  413: { title: 'tooLarge', kept: 'drafts', todo: 'smaller' },
  415: { title: 'wrongType', kept: 'drafts', todo: 'otherType' },
  422: { title: 'invalid', kept: 'drafts', todo: 'correct' },
  429: { title: 'tooMany', kept: 'drafts', todo: 'wait' },
  500: { title: 'fault', kept: 'unsure', todo: 'again' },
  503: { title: 'busy', kept: 'unsure', todo: 'again' },
  507: { title: 'busy', kept: 'unsure', todo: 'again' },
}

const OTHERWISE: Record<'theirs' | 'ours', Saying> = {
  theirs: { title: 'refused', kept: 'nothingSent', todo: 'correct' },
  ours: { title: 'fault', kept: 'unsure', todo: 'again' },
}

const sayingOf = (status: number): Saying => SAYINGS[status] ?? OTHERWISE[status >= 500 ? 'ours' : 'theirs']

/** Where to go from here, by whose page it was. */
function Ways({ words, request, status }: { words: Words; request: WebRequest; status: number }) {
  const { lang, path } = request
  const office = ['/can-bo', '/quan-tri'].find((place) => path.startsWith(place))
  if (office) return <Button href={office}>{words.toHome}</Button>
  return (
    <ButtonGroup>
      {status === 401 ? <Button href={href(lang, '/dang-nhap')}>{words.toSignIn}</Button> : null}
      <Button href={href(lang, '/')} variant={status === 401 ? 'secondary' : 'primary'}>
        {words.toHome}
      </Button>
      <Button href={href(lang, '/tim-kiem')} variant="secondary">
        {words.toSearch}
      </Button>
      <Button href={href(lang, '/tra-cuu')} variant="secondary">
        {words.toTracking}
      </Button>
    </ButtonGroup>
  )
}

/** The page of a refusal or fault, for the web layer. */
export function createProblemPage({ hotline }: { hotline: () => string }) {
  return (refusal: Refusal, status: number, request: WebRequest): Page => {
    const words = problemWords(request.lang)
    const { title, kept, todo } = sayingOf(status)
    return {
      title: words.titles[title],
      status,
      main: (
        <>
          <h1>{words.titles[title]}</h1>
          <p class="govuk-body-l">{sentenceOf(refusal, request.lang)}</p>
          <h2>{words.whatIsKept}</h2>
          <p>{words.kept[kept]}</p>
          <h2>{words.whatToDo}</h2>
          <p>{words.todo[todo]}</p>
          <Ways words={words} request={request} status={status} />
          <p class="mc-muted">
            {words.reference}: <code>{request.requestId}</code>
            <br />
            {words.readIt(hotline())}
          </p>
        </>
      ),
    }
  }
}
