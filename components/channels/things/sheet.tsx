import { Words } from '../../ui/words'
import { ActsOn, useActsOn, useDoneOn } from '../acts'
import type { Cast } from '../kind'
import { Letterhead } from './letterhead'
import type { Paper } from './paper'
import { Scribble } from './scribble'
import shapes from './paper.svg'
import { Signature } from './signature'
import { Stamp } from './stamp'

/** What holds a paper where it lies or hangs. */
const HELD: Partial<Record<Paper['look'], 'clip' | 'pin'>> = { form: 'clip', note: 'pin', rota: 'pin' }
const BOXES = { clip: '0 0 20 52', pin: '0 0 24 24' }

interface Props {
  document: Paper
  cast: Cast
  children: React.ReactNode
}
/** A sheet on a table, and what every sheet can have: letterhead, title, stamp, signature, acts at its foot. */
export function Sheet({ document, cast, children }: Props) {
  const { id, look, head, title, stamp, signature } = document
  const held = HELD[look]
  return (
    <div className={`tabletop tabletop-${look}`}>
      <article className={`paper paper-${look}`}>
        {held && (
          <svg className={held} viewBox={BOXES[held]} aria-hidden="true">
            <use href={`${shapes.src}#${held}`} />
          </svg>
        )}
        {head && <Letterhead head={head} look={look} />}
        <h3>
          <Words>{title}</Words>
        </h3>
        {children}
        {!signature && <Filled document={document} />}
        {(stamp || signature) && (
          <div className="foot">
            {signature && <Signature artefact={id} {...signature} cast={cast} />}
            {stamp && <Stamp {...stamp} />}
          </div>
        )}
        <ActsOn artefact={id} className="paper-acts" />
      </article>
    </div>
  )
}

/** What an act writes on a paper without a signature: a line for each that its last clause leaves blank. What it is can be heard. */
function Filled({ document: { id, clauses } }: { document: Paper }) {
  const acts = useActsOn(id)
  const done = useDoneOn(id)
  const blank = clauses.at(-1)?.segments.at(-1)?.text.split('\n').length ?? 1
  const written: { n?: number; writes?: string }[] = [...acts, ...(done ? [done] : [])]
  return written.map(
    ({ n, writes }) =>
      writes && (
        <div key={n ?? 0} className="written filled" data-n={n}>
          <Scribble seed={writes} lines={blank} />
          <span className="sr-only">
            <Words>{writes}</Words>
          </span>
        </div>
      ),
  )
}
