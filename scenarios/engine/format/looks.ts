/**
 * How an artefact of each kind can look, the first if it says nothing. Each look is drawn by one component of `components/channels/drawings.tsx`,
 * so a new one is a word here, a file and a line there.
 */
export const LOOKS = {
  document: ['page', 'letter', 'form', 'contract', 'draft', 'note', 'slips', 'rota', 'screen'],
  card: ['calendar', 'card', 'badge', 'boarding-pass'],
  itinerary: ['timetable', 'programme'],
  transcript: ['phone', 'video', 'talk'],
  place: ['land', 'yard', 'street', 'hall', 'desk'],
  thing: ['bag', 'parcel', 'power-bank', 'envelope', 'box', 'glove', 'pager', 'hatch'],
  notice: ['phone', 'screen', 'permission'],
  page: ['site', 'login', 'app'],
} as const
export type LookOf<K extends keyof typeof LOOKS> = (typeof LOOKS)[K][number]

/** What a hand has drawn on a page. */
export const SKETCHES = ['street', 'towers', 'door'] as const
export type Sketch = (typeof SKETCHES)[number]

/** What an app asks to be allowed. */
export const WISHES = ['calendar', 'camera', 'contacts', 'files', 'messages', 'microphone', 'place'] as const
export type Wish = (typeof WISHES)[number]
