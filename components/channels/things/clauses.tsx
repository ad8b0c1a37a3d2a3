import { Words } from '../../ui/words'
import { Sentence, Sentences } from '../segments'
import type { Clause, Paper } from './paper'
import { Scribble } from './scribble'
import { Sketch } from './sketch'

/** A box of a form holds a word or two, and takes a whole row if there is more to read or to look at. */
const ROOM = 44
const isWide = ({ segments, sketch, unreadable }: Clause): boolean =>
  Boolean(sketch || unreadable) || segments.reduce((length, { text }) => length + text.length, 0) > ROOM

/** In a contract the clauses are numbered, so they are a list. */
export function Clauses({ look, clauses }: { look: Paper['look']; clauses: readonly Clause[] }) {
  const numbered = look === 'contract'
  const [List, Item] = numbered ? (['ol', 'li'] as const) : (['div', 'div'] as const)
  const Heading = look === 'form' ? 'p' : 'h4'
  return (
    <List className="clauses">
      {clauses.map((clause) => (
        <Item key={clause.id} className={isWide(clause) ? 'clause wide' : 'clause'}>
          {clause.heading && (
            <Heading className="heading">
              <Words>{clause.heading}</Words>
            </Heading>
          )}
          <Written clause={clause} byHand={look === 'note'} />
        </Item>
      ))}
    </List>
  )
}

/** What stands in a clause: print, handwriting, lines that nobody can read, or a drawing with what else there is to say about it. */
export function Written({ clause: { segments, hand, unreadable = 0, sketch }, byHand = false }: { clause: Clause; byHand?: boolean }) {
  const [first, ...rest] = segments
  if (sketch && first) {
    return (
      <>
        <p className="drawing">
          <Sentence segment={first} drawing={<Sketch of={sketch} />} />
        </p>
        {rest.length > 0 && (
          <p className="legend">
            <Sentences segments={rest} />
          </p>
        )}
      </>
    )
  }
  if (unreadable > 0) {
    return segments.map((segment, i) => (
      <p key={segment.id} className="drawing">
        <Sentence segment={segment} drawing={<Scribble seed={segment.id} lines={share(unreadable, segments.length, i)} />} />
      </p>
    ))
  }
  const shape = [(hand || byHand) && 'hand', segments.some(({ text }) => text.includes('\n')) && 'blanks'].filter(Boolean).join(' ')
  return (
    <p className={shape || undefined}>
      <Sentences segments={segments} />
    </p>
  )
}
/** Every sentence has a line at least, so that it can be flagged. */
const share = (lines: number, parts: number, i: number): number => Math.max(1, Math.floor(lines / parts) + (i < lines % parts ? 1 : 0))
