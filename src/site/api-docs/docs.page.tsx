import {
  type Answer,
  type ApiContent,
  type ApiDocument,
  type ApiOperation,
  type ApiSchema,
  page,
  type WebRequest,
  withHeaders,
} from '../../platform/http/index.ts'
import { href } from '../../platform/words.ts'
import { Table, Tag } from '../../ui/index.ts'
import { curlOf } from './curl.ts'
import { kindOf, schemaRows } from './schema-rows.ts'
import { type ApiWords, apiWords } from './words.ts'

interface Listed {
  method: string
  path: string
  operation: ApiOperation
}

const listed = (document: ApiDocument): Listed[] =>
  Object.entries(document.paths)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
    )

/** Every operation of the API on one page: parameters, bodies, answers, a command to try it. */
export function docsPage(r: WebRequest, document: ApiDocument, publicUrl: string): Answer {
  const words = apiWords(r.lang)
  const operations = listed(document)
  const answer = page({
    title: words.title,
    description: words.lead,
    main: (
      <>
        <h1 class="govuk-heading-l">{words.title}</h1>
        <p class="govuk-body-l">{words.lead}</p>
        <ul class="govuk-list govuk-list--bullet">
          <li>
            <a class="govuk-link" href="/api/v1/openapi.json">
              {words.machine}
            </a>
          </li>
          <li>{words.language}</li>
          <li>
            {words.tokenHow}{' '}
            <a class="govuk-link" href={href(r.lang, '/tai-khoan/ma-truy-cap')}>
              {words.tokenLink}
            </a>
          </li>
          <li>
            {words.errors}{' '}
            <a class="govuk-link" href={`/api/v1/problems?lang=${r.lang}`}>
              {words.problems}
            </a>
          </li>
        </ul>
        <h2 class="govuk-heading-m">{words.contents}</h2>
        <ul class="govuk-list">
          {operations.map((one) => (
            <li>
              <a class="govuk-link" href={`#${anchorOf(one)}`}>
                <code>
                  {one.method.toUpperCase()} {one.path}
                </code>
              </a>{' '}
              <span lang="en">{one.operation.summary}</span>
            </li>
          ))}
        </ul>
        {operations.map((one) => (
          <Operation one={one} words={words} publicUrl={publicUrl} />
        ))}
      </>
    ),
  })
  return withHeaders(answer, { 'cache-control': 'private, max-age=60' })
}

const anchorOf = ({ operation }: Listed): string => operation.operationId ?? ''

function Operation({ one, words, publicUrl }: { one: Listed; words: ApiWords; publicUrl: string }) {
  const { method, path, operation } = one
  const { parameters = [], requestBody, responses } = operation
  return (
    <section id={anchorOf(one)}>
      <h2 class="govuk-heading-m">
        <code>
          {method.toUpperCase()} {path}
        </code>
      </h2>
      <p class="govuk-body" lang="en">
        {operation.summary}. {operation.description}
      </p>
      {operation.security?.length ? (
        <p class="govuk-body">
          <Tag colour="yellow">{words.token}</Tag>
        </p>
      ) : null}
      {parameters.length > 0 ? (
        <Table
          caption={words.parameters}
          captionSize="s"
          head={[words.name, words.place, words.kind, words.meaning]}
          rows={parameters.map((parameter) => [
            <code>{parameter.name}</code>,
            `${words.places[parameter.in] ?? parameter.in}${parameter.required ? `, ${words.required}` : ''}`,
            kindOf(parameter.schema ?? {}),
            <span lang="en">{parameter.description ?? ''}</span>,
          ])}
        />
      ) : null}
      {requestBody ? <Content title={words.body} content={requestBody} words={words} /> : null}
      {Object.entries(responses)
        .filter(([status]) => status !== 'default')
        .map(([status, response]) => (
          <Content title={`${words.answer} ${status}`} content={response} words={words} />
        ))}
      <p class="govuk-body">{words.refused}</p>
      <h3 class="govuk-heading-s">{words.example}</h3>
      <pre>
        <code>{curlOf(method, path, operation, publicUrl)}</code>
      </pre>
    </section>
  )
}

function Content({ title, content, words }: { title: string; content: ApiContent; words: ApiWords }) {
  return (
    <>
      {Object.entries(content.content ?? {}).map(([type, { schema }]) => (
        <Fields title={`${title}: ${type}`} schema={schema ?? {}} words={words} />
      ))}
    </>
  )
}

function Fields({ title, schema, words }: { title: string; schema: ApiSchema; words: ApiWords }) {
  const rows = schemaRows(schema)
  if (rows.length === 0) return <p class="govuk-body">{title}</p>
  return (
    <Table
      caption={title}
      captionSize="s"
      head={[words.name, words.kind, words.meaning]}
      rows={rows.map((row) => [
        <code>{row.name}</code>,
        `${row.kind}${row.required ? `, ${words.required}` : ''}`,
        <span lang="en">{row.meaning}</span>,
      ])}
    />
  )
}
