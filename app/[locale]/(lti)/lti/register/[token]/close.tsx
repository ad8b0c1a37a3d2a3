'use client'

export const Close = ({ label }: { label: string }) => (
  <button
    type="button"
    className="btn btn-primary mt-6"
    onClick={() => {
      const around = (window.opener as Window | null) ?? window.parent
      around.postMessage({ subject: 'org.imsglobal.lti.close' }, '*')
    }}
  >
    {label}
  </button>
)
