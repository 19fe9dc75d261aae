import { mountContent } from '../modules/content/index.ts'
import { json, problem, seeOther, text, type Web } from '../platform/http/index.ts'
import type { SiteDeps } from './deps.ts'
import { galleryPage } from './gallery/gallery.page.tsx'
import { homePage } from './home/home.page.tsx'
import { filingPage } from './pages/filing.page.tsx'
import { displayPage } from './pages/display.page.tsx'

const PUBLIC = { audience: 'public' } as const

/** The pages that belong to no module: home, help, display, and what browsers and crawlers ask for. */
export function mountSite(web: Web, deps: SiteDeps): void {
  web.get('/', PUBLIC, (request) => homePage(deps, request), { keep: true })
  web.get('/nop-ho-so', PUBLIC, (request) => filingPage(deps, request), { keep: true })
  web.get('/hien-thi', PUBLIC, async (request) => displayPage(request), { keep: true })
  mountContent(web, {
    content: deps.content,
    events: deps.events,
    findProcedures: deps.findProcedures,
    names: () => {
      const { agencyName, officeName, hotline } = deps.deployment()
      return { agency: agencyName, office: officeName, hotline }
    },
  })
  mountMachinery(web, deps)
  if (deps.development) {
    web.get('/dev/ui', PUBLIC, async () => galleryPage(deps.assets, null), { vietnameseOnly: true })
    web.get('/dev/ui/:component', PUBLIC, async ({ params }) => galleryPage(deps.assets, params.component ?? null), {
      vietnameseOnly: true,
    })
  }
}

const CLOSED_TO_ROBOTS = [
  '/tai-khoan',
  '/ho-so',
  '/nop-ho-so',
  '/tra-cuu',
  '/can-bo',
  '/quan-tri',
  '/sandbox',
  '/api/',
  '/dang-',
]

function robots(): string {
  const closed = CLOSED_TO_ROBOTS.flatMap((place) => [`Disallow: ${place}`, `Disallow: /en${place}`])
  return ['User-agent: *', ...closed, ''].join('\n')
}

function manifest({ deployment, assets }: SiteDeps) {
  const name = `Cổng Dịch vụ công ${deployment().agencyName}`
  return {
    name,
    short_name: 'Dịch vụ công',
    lang: 'vi',
    start_url: '/',
    display: 'browser',
    theme_color: '#0f4c81',
    background_color: '#ffffff',
    icons: [{ src: assets('favicon.svg'), sizes: 'any', type: 'image/svg+xml' }],
  }
}

function mountMachinery(web: Web, deps: SiteDeps) {
  const once = { vietnameseOnly: true }
  web.get('/robots.txt', PUBLIC, async () => text(robots()), once)
  web.get(
    '/manifest.webmanifest',
    PUBLIC,
    async () => ({ ...json(manifest(deps)), type: 'application/manifest+json' }),
    once,
  )
  web.get(
    '/favicon.ico',
    PUBLIC,
    async () => {
      const icon = deps.assets('favicon.svg')
      return icon ? seeOther(icon) : problem({ code: 'not-found' })
    },
    once,
  )
}
