package statement

import (
	"bytes"
	"testing"
)

func TestJudgeWritesWhatItRead(t *testing.T) {
	j, err := ParseJudge(judgeData)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(j.Bytes(), judgeData) {
		t.Error("Bytes differs from what ParseJudge read")
	}
	for _, broken := range [][]byte{judgeData[:len(judgeData)-1], []byte("no judge"), []byte(judgeMagic)} {
		if _, err := ParseJudge(broken); err == nil {
			t.Errorf("%d bytes that are no judge were read as one", len(broken))
		}
	}
}
