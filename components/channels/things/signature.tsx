import { useTranslations } from 'use-intl'
import { Words } from '../../ui/words'
import { useActsOn, useDoneOn } from '../acts'
import type { Cast } from '../kind'
import shapes from './paper.svg'

const SCRAWLS = 3
/** Whose it is decides nothing: the number of somebody in the cast is the same whatever their name. */
const scrawlOf = (cast: Cast, id: string): number => Math.max(0, Object.keys(cast).indexOf(id)) % SCRAWLS

interface Props {
  artefact: string
  line: string
  by?: string
  cast: Cast
}
/**
 * A line to sign on. The scrawl and what is written beside it are drawn while an act that signs is chosen (app/things/paper.css, without
 * script), and stay after it.
 */
export function Signature({ artefact, line, by, cast }: Props) {
  const t = useTranslations('channels')
  const acts = useActsOn(artefact)
  const done = useDoneOn(artefact)
  return (
    <div className={done?.signs ? 'signature signed' : 'signature'}>
      {by ? (
        <div className="on-line">
          <svg className="scrawl-of" viewBox="0 0 180 54" aria-hidden="true">
            <use href={`${shapes.src}#scrawl-${scrawlOf(cast, by)}`} />
          </svg>
        </div>
      ) : (
        <div className="on-line">
          <span className="cross" aria-hidden="true">
            ×
          </span>
          <svg className="scrawl" viewBox="0 0 200 56" aria-hidden="true">
            <path
              pathLength="1"
              d="M8 40c8-30 20-38 22-26s-18 30-8 28 14-18 20-18-6 18 2 16 8-14 14-14-4 14 4 12 6-26 12-34-6 36 4 34 10-14 16-14-6 12 2 13 14-14 22-12-8 14 4 11 20-16 60-12M40 50c50-8 96-10 140-8"
            />
          </svg>
          {done?.signs && <span className="sr-only">{t('signed')}</span>}
          {acts.map(({ id, n, writes }) => writes && <Beside key={id} n={n} writes={writes} />)}
          {done?.writes && <Beside writes={done.writes} />}
        </div>
      )}
      <p>
        {by && <b>{cast[by]?.name}</b>} <Words>{line}</Words>
      </p>
    </div>
  )
}

/** What is written beside one's name, at the act with this number. */
const Beside = ({ n, writes }: { n?: number; writes: string }) => (
  <span className="hand written" data-n={n}>
    <Words>{writes}</Words>
  </span>
)
