import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'

export interface BranchMapProps {
  map: {
    width: number
    height: number
    places: { id: string; x: number; y: number; ending: boolean }[]
    ways: { from: string; to: string; points: { x: number; y: number }[] }[]
  }
  /** Scenes and the ending in the order they were seen. */
  path: string[]
  places: Debrief['places']
  /** Titles of all endings, and of the one that was reached. */
  endings: string[]
  own: string
}

/** Where the story went and could have gone: a drawing, and the same as a list. */
export function BranchMapFigure({ map, path, places, endings, own }: BranchMapProps) {
  const t = useTranslations('debrief')
  return (
    <>
      <figure>
        <Drawing map={map} path={path} label={t('mapLabel', { seen: path.length, all: map.places.length })} />
        <figcaption className="mt-4 text-small font-semibold text-ink-2">{t('mapEndings')}</figcaption>
        <ul className="mt-2 grid gap-2 text-note sm:grid-cols-2 lg:grid-cols-4">
          {endings.map((title) => (
            <li
              key={title}
              className={`rounded-xl border px-3.5 py-2 leading-normal ${title === own ? 'border-accent bg-accent-soft font-semibold ring-1 ring-accent' : 'border-dashed border-control'}`}
            >
              {title}
              {title === own && <span className="block text-fine font-normal text-ink-2">{t('own')}</span>}
            </li>
          ))}
        </ul>
      </figure>
      <details className="mt-4 noprint">
        <summary className="link inline-flex min-h-6 items-center text-note">{t('mapList')}</summary>
        <PlaceList map={map} path={path} places={places} />
      </details>
    </>
  )
}

function Drawing({ map, path, label }: Pick<BranchMapProps, 'map' | 'path'> & { label: string }) {
  const walked = new Set(path.slice(1).map((to, i) => `${path[i]} ${to}`))
  const drawn = [...map.ways].sort((a, b) => Number(walked.has(`${a.from} ${a.to}`)) - Number(walked.has(`${b.from} ${b.to}`)))
  return (
    <svg viewBox={`0 0 ${map.width} ${map.height}`} className="mx-auto block max-h-[34rem] w-full" role="img" aria-label={label}>
      {drawn.map(({ from, to, points }) => {
        const on = walked.has(`${from} ${to}`)
        return (
          <path
            key={`${from} ${to}`}
            d={curve(points)}
            fill="none"
            className={on ? 'stroke-accent' : 'stroke-line-2'}
            strokeWidth={on ? 3 : 1.5}
          />
        )
      })}
      {map.places.map(({ id, x, y, ending }) => {
        const n = path.indexOf(id) + 1
        const tone = n > 0 ? 'fill-accent stroke-accent' : 'fill-surface stroke-control'
        return (
          <g key={id}>
            {ending ? (
              <rect x={x - 14} y={y - 11} width="28" height="22" rx="6" className={tone} strokeWidth="1.5" />
            ) : (
              <circle cx={x} cy={y} r={n > 0 ? 11 : 7} className={tone} strokeWidth="1.5" />
            )}
            {n > 0 && (
              <text x={x} y={y + 4} textAnchor="middle" fontSize="12" fontWeight="600" className="fill-on-accent">
                {n}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** A smooth line through the points of the layout. */
function curve([first, ...rest]: { x: number; y: number }[]): string {
  let d = `M${first!.x} ${first!.y}`
  for (let i = 0; i < rest.length - 1; i++) {
    const [a, b] = [rest[i]!, rest[i + 1]!]
    d += `Q${a.x} ${a.y} ${(a.x + b.x) / 2} ${(a.y + b.y) / 2}`
  }
  const last = rest.at(-1)!
  return `${d}L${last.x} ${last.y}`
}

function PlaceList({ map, path, places }: Pick<BranchMapProps, 'map' | 'path' | 'places'>) {
  const t = useTranslations('debrief')
  const order = [...map.places].sort((a, b) => a.y - b.y)
  return (
    <ol className="mt-3 space-y-3 text-note leading-normal">
      {order.map(({ id, ending }) => {
        const place = places[id]!
        const n = path.indexOf(id) + 1
        return (
          <li key={id} id={`place-${id}`}>
            <p className="font-medium">
              {ending ? t('ending', { title: place.title }) : place.title}
              {n > 0 && <span className="font-normal text-good"> · {t('seenAs', { n })}</span>}
            </p>
            {place.ways.length > 0 && (
              <ul className="mt-0.5 list-disc ps-5 text-ink-2">
                {place.ways.map((way) => (
                  <li key={`${way.text} ${way.to}`}>
                    {way.text} → {places[way.to]?.title}
                  </li>
                ))}
              </ul>
            )}
          </li>
        )
      })}
    </ol>
  )
}
