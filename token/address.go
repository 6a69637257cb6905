package token

import "strings"

// address finds a web or mail address or a user's name in the chunk s[at:end]: from and to, and
// whether there is one. Quotes and brackets around it and the stop behind it are not part of it.
func address(s string, at, end int) (from, to int, ok bool) {
	part := s[at:end]
	web := strings.Contains(part, "://") || strings.Contains(part, "www.")
	sign := strings.IndexByte(part, '@')
	if !web && sign < 0 {
		return 0, 0, false
	}
	from, to = at, end
	for from < to && strings.IndexByte(`"'(<[{:;,`, s[from]) >= 0 {
		from++
	}
	for to > from && strings.IndexByte(`"'>)]}.,;:!?`, s[to-1]) >= 0 {
		to--
	}
	part = s[from:to]
	if web {
		if i := strings.Index(part, "http"); i > 0 && !strings.Contains(part[:i], "/") {
			from += i
		}
		return from, to, to > from && plain(s[from:to])
	}
	sign = strings.IndexByte(part, '@')
	switch {
	case sign == 0:
		return from, to, len(part) > 1 && plain(part)
	case sign < 0 || sign == len(part)-1:
		return 0, 0, false
	}
	return from, to, strings.IndexByte(part[sign:], '.') > 1 && plain(part)
}

// plain reports whether s has ASCII characters only and neither quotes nor angle brackets.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 || s[i] == '"' || s[i] == '<' || s[i] == '>' {
			return false
		}
	}
	return true
}
