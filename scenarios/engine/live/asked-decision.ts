import type { Decision } from '../play/play'

export interface AskedView {
  id: string
  as: Decision['as']
  ask: string
  options: { id: string; text: string; sends: boolean }[]
}

export const askedView = (decision: Decision): AskedView => ({
  id: decision.id,
  as: decision.as,
  ask: decision.ask,
  options: decision.options.map(({ id, text, sends }) => ({ id, text, sends })),
})
