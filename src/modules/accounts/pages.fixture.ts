import { Fragment, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { createServer, createWeb, type Web } from '../../platform/http/index.ts'
import type { Accounts } from './accounts.fixture.ts'

/** The module's pages on a real server, in a bare frame. */
export async function servePages(site: Accounts, mount: (web: Web) => void) {
  const server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 1),
    identify: (request) => site.resolve({ cookies: request.cookies, authorization: request.headers.authorization, path: request.url.split('?')[0] ?? '/' }),
    frame: async (content) => `<!doctype html><title>${content.title}</title>${renderToString(h(Fragment, null, content.main))}`,
    problemPage: (refusal) => ({ title: refusal.code, main: refusal.code }),
    pageVersion: () => '1',
  })
  mount(web)
  await server.ready()
  return server
}

/** A browser that keeps cookies and reads the forms it gets. */
export function browse(server: Awaited<ReturnType<typeof createServer>>) {
  const cookies: Record<string, string> = {}
  const inject = server.inject.bind(server)
  async function send(method: 'GET' | 'POST', url: string, form?: Record<string, string | string[]>) {
    const payload = form ? new URLSearchParams(Object.entries(form).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]))).toString() : undefined
    const headers = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
    const answer = await inject({ method, url, cookies, headers, ...(payload === undefined ? {} : { payload }) })
    for (const cookie of answer.cookies) {
      if (cookie.value === '') delete cookies[cookie.name]
      else cookies[cookie.name] = cookie.value
    }
    return { status: answer.statusCode, to: String(answer.headers.location ?? ''), html: answer.body, headers: answer.headers, cookies: answer.cookies }
  }
  const get = (url: string) => send('GET', url)
  return {
    cookies,
    get,
    /** Posts a form of a page with its hidden fields. */
    async submit(page: string, form: Record<string, string | string[]>, action = page) {
      const { html } = await get(page)
      const hidden = Object.fromEntries([...html.matchAll(/name="(_csrf|_key)" value="([^"]*)"/g)].map(([, name, value]) => [name ?? '', value ?? '']))
      return send('POST', action.split('?')[0] ?? action, { ...hidden, ...form })
    },
    post: (url: string, form: Record<string, string>) => send('POST', url, form),
  }
}
