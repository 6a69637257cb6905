package statement

import (
	"strings"
	"testing"
)

func TestIndexFindsEachNameAndNoOther(t *testing.T) {
	names := strings.Split("bias,act=demand,lemma=sign,lemma=signal,x", ",")
	x := newIndex(strings.Join(names, "\n"))
	if x.len() != len(names) {
		t.Errorf("%d names of %d", x.len(), len(names))
	}
	for want, name := range names {
		if got, ok := x.find([]byte(name)); !ok || got != want {
			t.Errorf("%s: %d, %t; want %d", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "bia", "bias\nact", "lemma=sig", "xx"} {
		if got, ok := x.find([]byte(name)); ok {
			t.Errorf("%q is found as %d", name, got)
		}
	}
	for _, name := range names {
		if got, ok := new(index).find([]byte(name)); ok {
			t.Errorf("an empty index has %q as %d", name, got)
		}
	}
}

func TestTheJudgeIsWrittenAsItWasRead(t *testing.T) {
	j, err := ParseJudge(judgeData)
	if err != nil {
		t.Fatal(err)
	}
	if string(j.Bytes()) != string(judgeData) {
		t.Error("the file has other bytes")
	}
}
