/** The five things a decision can be good or bad at. */
export const COMPETENCIES = ['recognise', 'verify', 'protect', 'report', 'fair'] as const
export type Competency = (typeof COMPETENCIES)[number]
