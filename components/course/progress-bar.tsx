import { Bar } from '../ui/charts'
import type { CourseTexts } from './words'

export const ProgressBar = ({ t, done, of }: CourseTexts & { done: number; of: number }) => (
  <div>
    <p className="text-small text-ink-2">{t('done', { done, of })}</p>
    <Bar share={done / of} className="mt-1.5 h-1.5 rounded-full" />
  </div>
)
