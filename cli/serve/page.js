// The start page with a pointer: a file dropped on the form is the form's file, and a long wait says so. Everything works without.
'use strict'
const form = document.querySelector('form.scan')
if (form) {
  const drop = form.querySelector('.drop')
  const input = form.querySelector('input[type=file]')
  form.querySelector('[data-drop]').hidden = false
  for (const name of ['dragenter', 'dragover'])
    drop.addEventListener(name, event => { event.preventDefault(); drop.classList.add('over') })
  for (const name of ['dragleave', 'drop'])
    drop.addEventListener(name, () => drop.classList.remove('over'))
  drop.addEventListener('drop', event => {
    event.preventDefault()
    if (event.dataTransfer.files.length > 0) input.files = event.dataTransfer.files
  })
  const status = form.querySelector('[role=status]')
  const button = form.querySelector('button')
  form.addEventListener('submit', () => {
    status.textContent = status.dataset.working
    button.disabled = true
  })
  // Back from the result, the form is ready again.
  addEventListener('pageshow', () => { status.textContent = ''; button.disabled = false })
}
