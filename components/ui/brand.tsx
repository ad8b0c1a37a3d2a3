'use client'
import { createContext, useContext } from 'react'
import { useTranslations } from 'use-intl'
import { Logo } from './logo'

export interface Brand {
  name: string
  /** The address of a picture; null for our own logo. */
  logo: string | null
  home: string
}

const BrandContext = createContext<Brand | null>(null)
export const BrandProvider = ({ brand, children }: { brand: Brand | null; children: React.ReactNode }) => (
  <BrandContext value={brand}>{children}</BrandContext>
)
export const useBrand = (): Brand | null => useContext(BrandContext)

/** No alternative text: the name is beside it or in its label. */
export const OwnLogo = ({ src, className }: { src: string; className: string }) => (
  // biome-ignore lint/performance/noImgElement: it is small and of any size, and nothing makes it smaller here
  <img src={src} alt="" className={`w-auto object-contain ${className}`} />
)

export function BrandMark({ brand, named = false }: { brand: Pick<Brand, 'name' | 'logo'> | null; named?: boolean }) {
  const t = useTranslations('ui')
  return (
    <>
      {/* A white plate, because most logos are made for paper. */}
      {brand?.logo ? <OwnLogo src={brand.logo} className="h-8 max-w-32 rounded-md bg-white p-0.5" /> : <Logo className="size-7 shrink-0" />}
      <span className={`max-w-3xs leading-snug ${named ? 'line-clamp-2' : 'hidden sm:line-clamp-2'}`}>{brand?.name || t('name')}</span>
    </>
  )
}
