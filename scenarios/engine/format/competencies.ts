export const COMPETENCIES = ['recognise', 'verify', 'protect', 'report', 'fair'] as const
export type Competency = (typeof COMPETENCIES)[number]
