import { useTranslations } from 'use-intl'

export function Decor({ of }: { of: 'email' | 'folders' | 'professional-network' }) {
  const t = useTranslations('channels.decor')
  const words = t(of).split(', ')
  return (
    <div className={of === 'folders' ? of : 'decor'} aria-hidden="true">
      {words.map((word) => (
        <span key={word}>{word}</span>
      ))}
    </div>
  )
}
