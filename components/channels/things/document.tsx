import type { DrawingProps } from '../kind'
import { Clauses } from './clauses'
import { Sheet } from './sheet'

/** A page, letter, form, contract, draft or note on paper, or a list on a screen. Slips and a rota are built differently. */
export const Document = ({ artefact, cast }: DrawingProps<'document'>) => (
  <Sheet document={artefact} cast={cast}>
    <Clauses look={artefact.look} clauses={artefact.clauses} />
  </Sheet>
)
