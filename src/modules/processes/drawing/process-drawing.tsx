import type { Picture, PictureEdge, PictureShape } from './picture.ts'

export interface ProcessDrawingProps {
  picture: Picture
  /** Elements where the process stands now, and those that were done. */
  now?: ReadonlySet<string>
  done?: ReadonlySet<string>
}

const INK = '#0b0c0c'
const NOW = { fill: '#fff7bf', stroke: '#b58800', width: 3 }
const DONE = { fill: '#e3f2e8', stroke: '#00703c', width: 1.5 }
const PLAIN = { fill: '#ffffff', stroke: INK, width: 1.5 }
const LETTERS_A_LINE = 16
const MOST_LINES = 5

/** A process drawn on the server, with the steps that are open now marked. Whoever uses it puts the same as a list beside it. */
export function ProcessDrawing({ picture, now = new Set(), done = new Set() }: ProcessDrawingProps) {
  const { x, y, width, height } = picture.box
  const open = picture.shapes.filter((shape) => now.has(shape.id)).map((shape) => shape.name)
  const label = `Sơ đồ quy trình ${picture.name}${open.length > 0 ? `. Đang ở: ${open.join(', ')}` : ''}`
  const styleOf = (id: string) => (now.has(id) ? NOW : done.has(id) ? DONE : PLAIN)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the screen must be scrollable by keyboard
    <section class="mc-drawing" tabIndex={0} aria-label={`Sơ đồ quy trình ${picture.name}, cuộn ngang được`}>
      <svg role="img" aria-label={label} viewBox={`${x} ${y} ${width} ${height}`} width={Math.round(width)} height={Math.round(height)} font-family="inherit" font-size="12">
        <defs>
          <marker id="process-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
            <path d="M0 0 L10 5 L0 10 z" fill={INK} />
          </marker>
        </defs>
        {picture.shapes.filter(isFrame).map((shape) => (
          <Frame shape={shape} />
        ))}
        {picture.edges.map((edge) => (
          <Edge edge={edge} />
        ))}
        {picture.shapes.filter((shape) => !isFrame(shape)).map((shape) => (
          <Shape shape={shape} style={styleOf(shape.id)} />
        ))}
      </svg>
    </section>
  )
}

const isFrame = ({ type }: PictureShape) => type === 'Participant' || type === 'Lane' || type === 'SubProcess'

function Frame({ shape }: { shape: PictureShape }) {
  const { x, y, width, height, type, name } = shape
  const upright = type !== 'SubProcess'
  const middle = y + height / 2
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} fill="#f8f8f8" stroke="#8a9196" />
      {upright ? (
        <text text-anchor="middle" font-size="11" fill={INK} transform={`rotate(-90 ${x + 14} ${middle})`}>
          {(type === 'Lane' ? wrap(name) : [name]).map((line, i) => (
            <tspan x={x + 14} y={middle + i * 12}>
              {line}
            </tspan>
          ))}
        </text>
      ) : (
        <text x={x + 8} y={y + 16} fill={INK}>
          {name}
        </text>
      )}
    </g>
  )
}

function Edge({ edge }: { edge: PictureEdge }) {
  const points = edge.points.map(({ x, y }) => `${x},${y}`).join(' ')
  const [first, second] = edge.points
  return (
    <g>
      <polyline points={points} fill="none" stroke={INK} stroke-width="1.2" marker-end="url(#process-arrow)" />
      {edge.name && first && second ? (
        <text x={(first.x + second.x) / 2 + 4} y={(first.y + second.y) / 2 - 4} fill={INK} font-size="11">
          {edge.name}
        </text>
      ) : null}
    </g>
  )
}

type Style = typeof PLAIN
function Shape({ shape, style }: { shape: PictureShape; style: Style }) {
  const { x, y, width, height, type } = shape
  const [cx, cy] = [x + width / 2, y + height / 2]
  const paint = { fill: style.fill, stroke: style.stroke, 'stroke-width': style.width }
  if (type.endsWith('Gateway')) {
    return (
      <g>
        <polygon points={`${cx},${y} ${x + width},${cy} ${cx},${y + height} ${x},${cy}`} {...paint} />
        <text x={cx} y={cy + 6} text-anchor="middle" font-size="18" fill={INK}>
          {type === 'ParallelGateway' ? '+' : type === 'InclusiveGateway' ? '○' : '×'}
        </text>
        <Words name={shape.name} cx={cx} top={y + height + 12} />
      </g>
    )
  }
  if (type.endsWith('Event')) {
    return (
      <g>
        <circle cx={cx} cy={cy} r={width / 2} {...paint} stroke-width={type === 'EndEvent' ? 4 : style.width} />
        {type === 'BoundaryEvent' || type === 'IntermediateCatchEvent' ? <circle cx={cx} cy={cy} r={width / 2 - 4} fill="none" stroke={style.stroke} /> : null}
        {type === 'BoundaryEvent' ? null : <Words name={shape.name} cx={cx} top={y + height + 12} />}
      </g>
    )
  }
  const lines = wrap(shape.name)
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} rx="8" {...paint} />
      <Words name={shape.name} cx={cx} top={cy - ((lines.length - 1) * 14) / 2 + 4} />
    </g>
  )
}

const Words = ({ name, cx, top }: { name: string; cx: number; top: number }) => (
  <text text-anchor="middle" fill={INK}>
    {wrap(name).map((line, i) => (
      <tspan x={cx} y={top + i * 14}>
        {line}
      </tspan>
    ))}
  </text>
)

/** A name in lines that fit into a step's box. */
export function wrap(name: string): string[] {
  const lines: string[] = []
  for (const word of name.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < LETTERS_A_LINE) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]}…`] : lines
}
