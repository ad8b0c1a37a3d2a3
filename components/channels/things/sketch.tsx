import type { Sketch as Name } from '@/scenarios/engine/format/looks'
import shapes from './paper.svg'

const BOXES: Record<Name, string> = { street: '0 0 560 236', towers: '0 0 560 172', door: '0 0 560 296' }

/** A drawing in pencil. What it shows is heard instead. */
export const Sketch = ({ of }: { of: Name }) => (
  <svg className="sketch" viewBox={BOXES[of]} aria-hidden="true">
    <use href={`${shapes.src}#sketch-${of}`} />
  </svg>
)
