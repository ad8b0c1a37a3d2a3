import { useId } from 'react'
import { Words } from '../../ui/words'

interface Props {
  ring: string
  middle: string
}
/** Below this many letters the ring says it twice, as short stamps do. */
const HALF = 17
/** What the ring has room for: more letters are set closer. */
const FULL = 36

/** A round stamp. Letters on a circle are spelled out by some screen readers, so they are heard as one sentence instead. */
export function Stamp({ ring, middle }: Props) {
  const id = useId()
  const around = ring.length < HALF ? `${ring} · ${ring} · ` : `${ring} · `
  const lines = middle.split(/[,·]/).map((line) => line.trim())
  return (
    <div className="stamp">
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <path id={id} d="M60 60m-43.5 0a43.5 43.5 0 1 1 87 0a43.5 43.5 0 1 1-87 0" />
        <circle cx="60" cy="60" r="57" />
        <circle cx="60" cy="60" r="37" />
        <text className="ring">
          <textPath href={`#${id}`} textLength="268" lengthAdjust={around.length > FULL ? 'spacingAndGlyphs' : 'spacing'}>
            {around}
          </textPath>
        </text>
        {lines.map((line, i) => (
          <text key={line} x="60" y={65 + (i - (lines.length - 1) / 2) * 16} className={i === 0 ? 'first' : undefined}>
            {line}
          </text>
        ))}
      </svg>
      <p>
        <Words>{ring}</Words>, <Words>{middle}</Words>
      </p>
    </div>
  )
}
