import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import { Words } from '../ui/words'
import { type Layout, type Row, rowsOf } from './map-rows'

export interface BranchMapProps {
  map: Layout
  /** Scenes and the ending, in the order in which the learner saw them. */
  path: string[]
  places: Debrief['places']
  endings: Debrief['endings']
  own: string
}

export function BranchMapFigure({ map, path, places, endings, own }: BranchMapProps) {
  const t = useTranslations('debrief')
  return (
    <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
      <div>
        <h3 className="text-small font-semibold text-ink-2">{t('mapMoments')}</h3>
        <ol className="mt-2">
          {rowsOf(map, path).map((row) => (
            <Moment key={row.id} row={row} places={places} />
          ))}
        </ol>
      </div>
      <div>
        <h3 className="text-small font-semibold text-ink-2">{t('mapEndings')}</h3>
        <ul className="mt-2 space-y-2.5">
          {endings.map(({ title, gist }) => (
            <li
              key={title}
              className={`rounded-xl border px-4 py-3 text-note leading-normal ${title === own ? 'border-accent bg-accent-soft ring-1 ring-accent' : 'border-dashed border-control'}`}
            >
              <p className="font-semibold">
                <Words>{title}</Words>
                {title === own && <span className="font-normal text-ink-2"> · {t('own')}</span>}
              </p>
              {gist && title !== own && (
                <p className="text-ink-2">
                  <Words>{gist}</Words>
                </p>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function Moment({ row, places }: { row: Row; places: Debrief['places'] }) {
  const t = useTranslations('debrief')
  const { title, when, ways } = places[row.id]!
  const leads = [...new Set(ways.map((way) => way.to))]
  return (
    <li id={`place-${row.id}`} className="grid grid-cols-[3.5rem_minmax(0,1fr)]">
      <Rail row={row} />
      <div className="py-2 leading-snug">
        <p className={row.seen ? 'font-semibold' : 'text-ink-2'}>
          {row.ending ? t('ending', { title }) : <Words>{title}</Words>}
          {!row.seen && <span className="text-small"> · {t('notYours')}</span>}
        </p>
        {when && (
          <p className="text-fine text-ink-3">
            <Words>{when}</Words>
          </p>
        )}
        {leads.length > 1 && (
          <ul className="mt-1 space-y-1.5 text-small text-ink-2">
            {leads.map((to) => (
              <li key={to}>
                {t('leadsTo', { title: places[to]!.title })}
                <ul className="list-disc space-y-0.5 ps-4 marker:text-ink-3">
                  {[...new Set(ways.filter((way) => way.to === to).map((way) => way.text))].map((text) => (
                    <li key={text}>
                      <Words>{text}</Words>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}

/**
 * One row of the drawing: the dot beside the title, then as high as the words below it. The learner's path is thick, and a dot that they
 * saw is filled.
 */
const Rail = ({ row: { lines, x, seen } }: { row: Row }) => (
  <div aria-hidden="true" className="flex flex-col">
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" className="h-10 w-full shrink-0">
      {lines.map(({ beside, walked }) => (
        <Way key={beside} d={beside} walked={walked} />
      ))}
      <Dot x={x} width={16} tone={seen ? 'stroke-accent' : 'stroke-control'} />
      {!seen && <Dot x={x} width={11} tone="stroke-surface" />}
    </svg>
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" className="h-0 min-h-6 w-full grow">
      {lines.map(({ below, walked }) => below && <Way key={below} d={below} walked={walked} />)}
    </svg>
  </div>
)

const Way = ({ d, walked }: { d: string; walked: boolean }) => (
  <path
    d={d}
    fill="none"
    className={walked ? 'stroke-accent' : 'stroke-control'}
    strokeWidth={walked ? 4 : 1.5}
    strokeDasharray={walked ? undefined : '4 4'}
    vectorEffect="non-scaling-stroke"
  />
)

/** A line without length: its round end stays round in a stretched drawing. */
const Dot = ({ x, width, tone }: { x: number; width: number; tone: string }) => (
  <path d={`M${x} 50h.01`} className={tone} strokeWidth={width} strokeLinecap="round" vectorEffect="non-scaling-stroke" />
)
