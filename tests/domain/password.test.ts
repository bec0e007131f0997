import { describe, expect, test } from 'vitest'

import { passwordWeakness } from '#domain/password.ts'

const owner = { name: 'Somchai Jaidee', email: 'somchai.j@example.org' }

describe('a password is accepted', () => {
  test.each([
    'seven ferries cross at dawn',
    'correct horse battery staple boat',
    'ข้าวเหนียวมะม่วงอร่อยมาก',
    'ភ្នំពេញនៅពេលព្រឹក',
    'xk7#Lq2!vB9w',
    'password of the lighthouse',
  ])('%s', (password) => {
    expect(passwordWeakness(password, owner)).toBeNull()
  })
})

describe('a password is refused', () => {
  test.each([
    ['', 'password-too-short'],
    ['elevenchars', 'password-too-short'],
    ['x'.repeat(129), 'password-too-long'],
    ['aaaaaaaaaaaa', 'password-common'],
    ['!!!!!!!!!!!!', 'password-common'],
    ['123456789012', 'password-common'],
    ['210987654321', 'password-common'],
    ['abcabcabcabc', 'password-common'],
    ['qwertyuiopas', 'password-common'],
    ['PasswordPassword', 'password-common'],
    ['Administrator2026', 'password-common'],
    ['1q2w3e4r5t6y', 'password-common'],
    ['Welcome-Welcome!', 'password-common'],
    ['somchai jaidee', 'password-personal'],
    ['SOMCHAI.J@example.org', 'password-personal'],
    ['somchaijsomchaij', 'password-personal'],
  ])('%s: %s', (password, weakness) => {
    expect(passwordWeakness(password, owner)).toBe(weakness)
  })
})

test('the length is counted in characters, not in bytes', () => {
  expect(passwordWeakness('🌊🛶🌾🍚🐘🎋🌶🥥🍋🌺🐟', owner)).toBe('password-too-short')
  expect(passwordWeakness('🌊🛶🌾🍚🐘🎋🌶🥥🍋🌺🐟🦋', owner)).toBeNull()
})
