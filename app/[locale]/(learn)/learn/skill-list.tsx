import { type Competency, COMPETENCIES } from '@/scenarios/engine/format/competencies'
import { type Skill, LEAST_POINTS } from '@/scenarios/engine/score/skills'
import type { Skills } from '@/server/learning/skills'
import { translator } from '@/server/platform/locales'

interface Props {
  locale: string
  skills: Pick<Skills, 'skills' | 'calibration'> | null
}
/** We only mention a larger gap between how cases looked and what they were. */
const NOTABLE = 0.1

export function SkillList({ locale, skills: known }: Props) {
  const t = translator(locale, 'skills')
  const { skills = {}, calibration = null } = known ?? {}
  return (
    <>
      <ul className="divide-y divide-line">
        {COMPETENCIES.map((competency) => (
          <SkillRow key={competency} locale={locale} competency={competency} skill={skills[competency]} />
        ))}
      </ul>
      {calibration && (
        <p className="border-t border-line py-4 text-note">
          {t(calibration.gap > NOTABLE ? 'suspicious' : calibration.gap < -NOTABLE ? 'trusting' : 'calibrated')}
        </p>
      )}
    </>
  )
}

const NOTHING: Skill = { earned: 0, possible: 0, verdict: 'not enough yet' }

function SkillRow({ locale, competency, skill = NOTHING }: { locale: string; competency: Competency; skill?: Skill | undefined }) {
  const t = translator(locale, 'skills')
  const { verdict, earned, possible } = skill
  return (
    <li className="grid gap-x-8 gap-y-2 py-4 sm:grid-cols-[1fr_18rem]">
      <div>
        <h3 className="font-semibold">{t(`names.${competency}`)}</h3>
        <p className="mt-0.5 text-note text-ink-2">{t(`about.${competency}`)}</p>
      </div>
      <div className="text-small">
        <p className="font-semibold">{t(`standing.${verdict}`)}</p>
        <p className="mt-0.5">{t('points', { earned, possible })}</p>
        {verdict === 'not enough yet' && (
          <p className="mt-0.5 text-balance text-ink-2">{possible < LEAST_POINTS ? t('few', { least: LEAST_POINTS }) : t('open')}</p>
        )}
      </div>
    </li>
  )
}
