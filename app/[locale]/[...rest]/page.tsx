import { notFound } from 'next/navigation'

/** Every address that leads nowhere, answered in the product's voice. */
export default function Page(): never {
  notFound()
}
