/** The parts of the primer, with the sentences of the assessment behind each sentence. The words are in `messages`, under `services`. */
export const PRIMER = ['wants', 'work', 'police', 'party'] as const

export const PARAGRAPHS = {
  wants: [
    { id: 'network', cites: ['R-02', 'R-05'] },
    { id: 'knows', cites: ['R-04'] },
  ],
  work: [
    { id: 'access', cites: ['R-08'] },
    { id: 'covers', cites: ['R-09'] },
    { id: 'home', cites: ['R-10'] },
    { id: 'listens', cites: ['R-12'] },
    { id: 'presses', cites: ['R-11'] },
  ],
  police: [
    { id: 'other', cites: ['R-13'] },
    { id: 'collects', cites: ['R-14'] },
    { id: 'posted', cites: ['R-15'] },
    { id: 'intimidates', cites: ['R-16', 'R-17'] },
    { id: 'risk', cites: [] },
  ],
  party: [
    { id: 'accepted', cites: ['R-18'] },
    { id: 'bodies', cites: ['R-19', 'R-20'] },
  ],
} as const satisfies Record<(typeof PRIMER)[number], readonly { id: string; cites: readonly string[] }[]>

export const DRAWN = {
  leadership: ['R-07'],
  services: ['R-06'],
  bodies: ['R-19', 'R-20'],
  idcpc: ['R-21'],
  ufwd: ['R-52'],
  network: ['R-03'],
} as const

export const citedHere: readonly string[] = [
  ...new Set<string>([...Object.values(DRAWN).flat(), ...PRIMER.flatMap((section) => PARAGRAPHS[section].flatMap(({ cites }) => cites))]),
]
