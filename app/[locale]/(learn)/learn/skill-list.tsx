import { type Competency, COMPETENCIES } from '@/scenarios/engine/format/competencies'
import { type Estimate, LEAST } from '@/scenarios/engine/score/profile'
import type { Skills } from '@/server/learning/skills'
import { translator } from '@/server/platform/locales'

interface Props {
  locale: string
  skills: Pick<Skills, 'profile' | 'calibration'> | null
}
/** We only mention a larger gap between how cases looked and what they were. */
const NOTABLE = 0.1

export function SkillList({ locale, skills }: Props) {
  const t = translator(locale, 'skills')
  const { profile = {}, calibration = null } = skills ?? {}
  return (
    <>
      <ul className="divide-y divide-line">
        {COMPETENCIES.map((competency) => (
          <Skill key={competency} locale={locale} competency={competency} estimate={profile[competency]} />
        ))}
      </ul>
      {Object.values(profile).some(isSettled) && <p className="border-t border-line py-4 text-small text-ink-2">{t('picture')}</p>}
      {calibration && (
        <p className="border-t border-line py-4 text-note">
          {t(calibration.gap > NOTABLE ? 'suspicious' : calibration.gap < -NOTABLE ? 'trusting' : 'calibrated')}
        </p>
      )}
    </>
  )
}

const isSettled = ({ verdict }: Estimate) => verdict !== 'not enough evidence yet'

function Skill({ locale, competency, estimate }: { locale: string; competency: Competency; estimate: Estimate | undefined }) {
  const t = translator(locale, 'skills')
  return (
    <li className="grid gap-x-8 gap-y-2 py-4 sm:grid-cols-[1fr_18rem]">
      <div>
        <h3 className="font-semibold">{t(`names.${competency}`)}</h3>
        <p className="mt-0.5 text-note text-ink-2">{t(`about.${competency}`)}</p>
      </div>
      <div className="text-small">
        <p className="font-semibold">{t(`standing.${estimate?.verdict ?? 'not enough evidence yet'}`)}</p>
        {estimate && isSettled(estimate) && <Range {...estimate} />}
        <p className="mt-0.5 text-balance text-ink-2">{evidence(locale, estimate)}</p>
      </div>
    </li>
  )
}

function evidence(locale: string, estimate: Estimate | undefined): string {
  const t = translator(locale, 'skills')
  const least = LEAST['needs practice']
  if (!estimate || estimate.n < least) return t('few', { n: estimate?.n ?? 0, least })
  const { mean, lo, hi, n } = estimate
  return isSettled(estimate) ? t('estimate', { mean: percent(mean), lo: percent(lo), hi: percent(hi), n }) : t('open', { n })
}
const percent = (p: number) => Math.round(p * 100)

/** Not a bar, which would look like how far the learner has come. The words below say the same. */
function Range({ mean, lo, hi }: Estimate) {
  const at = (p: number) => `${p * 100}%`
  return (
    <svg className="my-1.5 h-3.5 w-full overflow-visible" aria-hidden="true">
      <g className="stroke-control" strokeWidth="1">
        <line x1="0" x2="100%" y1="7" y2="7" />
        <line x1="0" x2="0" y1="3" y2="11" />
        <line x1="100%" x2="100%" y1="3" y2="11" />
      </g>
      <g className="stroke-accent" strokeWidth="2.5">
        <line x1={at(lo)} x2={at(hi)} y1="7" y2="7" />
        <line x1={at(lo)} x2={at(lo)} y1="3" y2="11" />
        <line x1={at(hi)} x2={at(hi)} y1="3" y2="11" />
      </g>
      <circle cx={at(mean)} cy="7" r="5" className="fill-accent stroke-surface" strokeWidth="2" />
    </svg>
  )
}
