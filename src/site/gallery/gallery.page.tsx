import { renderToString } from 'preact-render-to-string'
import { type Answer, html, problem } from '../../platform/http/index.ts'
import { gallery } from '../../ui/examples.ts'

/** Every component in its named examples; development only. */
export function galleryPage(assets: (name: string) => string, chosen: string | null): Answer {
  const names = Object.keys(gallery).filter((name) => !chosen || name === chosen)
  if (names.length === 0) return problem({ code: 'not-found' })
  const document = (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Bộ giao diện</title>
        <link rel="stylesheet" href={assets('citizen.css')} />
        <script src={assets('base.js')} />
      </head>
      <body>
        <main class="mc-width" id="noi-dung">
          <h1>Bộ giao diện</h1>
          <p class="mc-hero__tries">
            {Object.keys(gallery).map((name) => (
              <a href={`/dev/ui/${name}`}>{name}</a>
            ))}
          </p>
          <p>
            <a href="/dev/goi-thu-tuc">Các gói thủ tục, điền bằng ví dụ của chúng</a>
          </p>
          {names.map((name) => (
            <section aria-labelledby={`bo-${name}`}>
              <h2 id={`bo-${name}`}>{name}</h2>
              {gallery[name]?.map((example) => (
                <div>
                  <p class="mc-muted mc-small">{example.name}</p>
                  {example.show}
                </div>
              ))}
            </section>
          ))}
        </main>
      </body>
    </html>
  )
  return html(`<!doctype html>${renderToString(document)}`)
}
